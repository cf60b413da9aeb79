package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.memoize.MemoizeAdvisor;
import io.portfolioplatform.cache.memoize.MemoizedMethods;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Puts memoized methods behind a proxy, also where it only lets calls through: what is
 * evicted is known by its methods.
 */
@Configuration(proxyBeanMethods = false)
@Import(MemoizeAdvisorConfiguration.AutoProxyCreatorRegistrar.class)
class MemoizeAdvisorConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MemoizeAdvisor platformMemoizeAdvisor(MemoizedMethods methods, EvictionTiming timing,
			Environment environment) {
		boolean enabled = environment.getProperty("platform.cache.enabled", Boolean.class, true);
		return new MemoizeAdvisor(methods, enabled ? timing::isEvictionPending : () -> true);
	}

	/**
	 * Makes sure that something creates proxies. Boot only does so while
	 * {@code spring.aop.auto} is on.
	 */
	static class AutoProxyCreatorRegistrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata,
				BeanDefinitionRegistry registry) {
			AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
		}

	}

}
