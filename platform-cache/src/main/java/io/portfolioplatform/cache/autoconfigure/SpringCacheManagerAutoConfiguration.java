package io.portfolioplatform.cache.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.portfolioplatform.cache.named.CacheCallAdvisor;
import io.portfolioplatform.cache.named.DeclaredTypes;
import io.portfolioplatform.cache.named.NamedCaches;
import io.portfolioplatform.cache.named.SpringCacheManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link CacheManager} behind
 * {@code @Cacheable}, where {@code @EnableCaching} asks for one and
 * {@code spring.cache.type} does not choose another.
 */
@AutoConfiguration(after = PlatformCacheAutoConfiguration.class,
		beforeName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnBean(CacheAspectSupport.class)
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@ConditionalOnProperty(name = "spring.cache.type", havingValue = "platform", matchIfMissing = true)
public final class SpringCacheManagerAutoConfiguration {

	private static final Log logger = LogFactory.getLog(SpringCacheManagerAutoConfiguration.class);

	private static final String MANAGER = "cacheManager";

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CacheCallAdvisor platformCacheCallAdvisor(DeclaredTypes types) {
		return new CacheCallAdvisor(types, MANAGER);
	}

	@Bean(MANAGER)
	SpringCacheManager cacheManager(NamedCaches named, PlatformCacheProperties properties, Environment environment) {
		warnOfUnread(environment);
		return new SpringCacheManager(properties.caches().keySet(), named);
	}

	private static void warnOfUnread(Environment environment) {
		Set<String> unread = new TreeSet<>(Binder.get(environment)
			.bind("spring.cache", Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet());
		unread.remove("type");
		if (!unread.isEmpty()) {
			logger.warn("Not read below 'spring.cache': " + unread
					+ ". @Cacheable uses the caches of platform-cache, set by "
					+ "'platform.cache.caches.<name>'; 'spring.cache.type', such as redis or caffeine, keeps Spring Boot's");
		}
	}

}
