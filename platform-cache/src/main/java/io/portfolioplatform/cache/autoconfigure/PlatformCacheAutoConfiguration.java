package io.portfolioplatform.cache.autoconfigure;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.memoize.DefaultMemoizer;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.memoize.MemoizedMethods;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.named.DeclaredTypes;
import io.portfolioplatform.cache.named.DefaultPlatformCaches;
import io.portfolioplatform.cache.named.NamedCaches;
import io.portfolioplatform.cache.shared.Sharing;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for memoized methods. What the
 * advisor needs at once is static infrastructure, because bean post-processors ask for
 * the advisor before there is any other bean.
 */
@AutoConfiguration(after = PlatformRedisAutoConfiguration.class)
@EnableConfigurationProperties(PlatformCacheProperties.class)
@Import({ EvictionTimingConfiguration.Transactional.class, EvictionTimingConfiguration.Immediate.class,
		MemoizeAdvisorConfiguration.class, CoherenceConfiguration.class, JournalConfiguration.class })
public final class PlatformCacheAutoConfiguration {

	@Bean
	NearCaches platformNearCaches(PlatformCacheProperties properties, ObjectProvider<Trust> trust,
			EvictionTiming timing) {
		Trust given = trust.getIfAvailable();
		Duration maxWait = properties.near().maxWait();
		return (given != null) ? new NearCaches(properties::maxEntries, given, given::isGiven, timing::mayWait, maxWait)
				: new NearCaches(properties::maxEntries, Ticker.systemTicker(), () -> true, timing::mayWait, maxWait);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Tags platformCacheTags() {
		return new Tags();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MemoizedMethods platformMemoizedMethods(ObjectProvider<NearCaches> caches, Tags tags,
			ObjectProvider<Sharing> sharing, ObjectProvider<PlatformCacheProperties> properties,
			ConfigurableListableBeanFactory beans) {
		return new MemoizedMethods(caches::getObject, tags, SingletonSupplier.ofNullable(sharing::getIfAvailable),
				() -> properties.getObject().ttlJitter(), beans::resolveEmbeddedValue, () -> yetToCreate(beans));
	}

	private static Stream<Class<?>> yetToCreate(ConfigurableListableBeanFactory beans) {
		return Arrays.stream(beans.getBeanDefinitionNames())
			.filter((name) -> !beans.containsSingleton(name))
			.<Class<?>>mapMulti((name, classes) -> {
				Class<?> type = beans.getType(name, false);
				if (type != null && !Modifier.isAbstract(type.getModifiers()) && !Proxy.isProxyClass(type)) {
					classes.accept(type);
				}
			});
	}

	@Bean
	@ConditionalOnMissingBean(Memoizer.class)
	DefaultMemoizer platformMemoizer(MemoizedMethods methods, NearCaches caches, Tags tags, EvictionTiming timing,
			ObjectProvider<InvalidationPublisher> others) {
		return new DefaultMemoizer(methods, caches, tags, timing,
				others.getIfAvailable(() -> InvalidationPublisher.NONE));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DeclaredTypes platformDeclaredTypes() {
		return new DeclaredTypes();
	}

	@Bean
	NamedCaches platformNamedCaches(NearCaches caches, PlatformCacheProperties properties, DeclaredTypes types,
			ObjectProvider<Sharing> sharing, EvictionTiming timing, ObjectProvider<InvalidationPublisher> others) {
		return new NamedCaches(caches, properties::named, types, SingletonSupplier.ofNullable(sharing::getIfAvailable),
				timing, others.getIfAvailable(() -> InvalidationPublisher.NONE));
	}

	@Bean
	@ConditionalOnMissingBean(PlatformCaches.class)
	DefaultPlatformCaches platformCaches(NamedCaches named, DeclaredTypes types) {
		return new DefaultPlatformCaches(named, types);
	}

}
