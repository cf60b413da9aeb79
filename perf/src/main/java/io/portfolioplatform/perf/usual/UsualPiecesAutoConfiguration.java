package io.portfolioplatform.perf.usual;

import java.lang.reflect.Method;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ReflectionUtils;

/**
 * Auto-configuration that lets Spring's cache abstraction over Redis remember what the
 * application declares as memoized, and forgets what is of a user when the user's
 * portfolios have changed, once that is committed.
 */
@AutoConfiguration
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public final class UsualPiecesAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RedisCaches usualCaches(ObjectProvider<RedisConnectionFactory> redis) {
		return new RedisCaches(redis);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MemoizedOperations usualCacheOperations() {
		return new MemoizedOperations();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CacheInterceptor usualCacheInterceptor(MemoizedOperations operations, RedisCaches caches) {
		CacheInterceptor interceptor = new CacheInterceptor();
		interceptor.setCacheOperationSource(operations);
		interceptor.setCacheResolver(caches);
		return interceptor;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BeanFactoryCacheOperationSourceAdvisor usualCacheAdvisor(MemoizedOperations operations,
			CacheInterceptor interceptor) {
		BeanFactoryCacheOperationSourceAdvisor advisor = new BeanFactoryCacheOperationSourceAdvisor();
		advisor.setCacheOperationSource(operations);
		advisor.setAdvice(interceptor);
		return advisor;
	}

	@Bean
	static ApplicationListener<PayloadApplicationEvent<?>> usualEviction(RedisCaches caches) {
		return (event) -> {
			if (event.getPayload().getClass().getSimpleName().equals("PortfolioChanged")) {
				Object user = read(read(event.getPayload(), "user"), "value");
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						caches.evict("overview", user);
						caches.evictAllWith("performance", user);
					}

				});
			}
		};
	}

	private static Object read(Object component, String name) {
		Method accessor = ReflectionUtils.findMethod(component.getClass(), name);
		Object value = (accessor != null) ? ReflectionUtils.invokeMethod(accessor, component) : null;
		if (value == null) {
			throw new IllegalStateException(component.getClass() + " has no " + name);
		}
		return value;
	}

}
