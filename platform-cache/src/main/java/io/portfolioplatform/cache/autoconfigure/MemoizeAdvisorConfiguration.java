package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.memoize.MemoizeAdvisor;
import io.portfolioplatform.cache.memoize.MemoizedMethods;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Puts memoized methods behind a proxy.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "platform.cache.enabled", matchIfMissing = true)
@Import(MemoizeAdvisorConfiguration.AutoProxyCreatorRegistrar.class)
class MemoizeAdvisorConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MemoizeAdvisor platformMemoizeAdvisor(MemoizedMethods methods, EvictionTiming timing) {
		return new MemoizeAdvisor(methods, timing);
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
