package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.transaction.TransactionalEvictionTiming;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * When evictions take effect: with Spring's transactions on the class path, after them.
 */
final class EvictionTimingConfiguration {

	private static final String TRANSACTIONS = "org.springframework.transaction.support.TransactionSynchronizationManager";

	private EvictionTimingConfiguration() {
	}

	/**
	 * Waits for the commit.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = TRANSACTIONS)
	static class Transactional {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static EvictionTiming platformEvictionTiming() {
			return new TransactionalEvictionTiming();
		}

	}

	/**
	 * Waits for nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(TRANSACTIONS)
	static class Immediate {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static EvictionTiming platformEvictionTiming() {
			return EvictionTiming.IMMEDIATE;
		}

	}

}
