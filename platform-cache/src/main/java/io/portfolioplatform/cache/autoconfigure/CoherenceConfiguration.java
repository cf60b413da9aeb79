package io.portfolioplatform.cache.autoconfigure;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.LogFollower;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.memoize.MemoizedMethods;
import io.portfolioplatform.cache.memoize.RemoteInvalidations;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import io.portfolioplatform.cache.redis.RedisInvalidationLog;
import io.portfolioplatform.cache.redis.RedisSharedResults;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.cache.shared.Sharing;
import org.redisson.api.RedissonClient;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Where there is a Redis, near caches forget what other processes evict.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedissonClient.class)
@ConditionalOnBean(RedissonClient.class)
@ConditionalOnProperty(name = "platform.cache.enabled", matchIfMissing = true)
class CoherenceConfiguration {

	@Bean
	Trust platformCacheTrust(PlatformCacheProperties properties) {
		return new Trust(Ticker.systemTicker(), properties.coherence().trust());
	}

	@Bean
	InvalidationLog platformInvalidationLog(RedissonClient redisson, PlatformCacheProperties properties,
			Environment environment) {
		return new RedisInvalidationLog(redisson, namespace(properties, environment));
	}

	private static String namespace(PlatformCacheProperties properties, Environment environment) {
		return properties.namespace().isEmpty() ? environment.getProperty("spring.application.name", "application")
				: properties.namespace();
	}

	@Bean
	@ConditionalOnBooleanProperty("platform.cache.shared.enabled")
	Leases platformCacheLeases(PlatformCacheProperties properties) {
		return new Leases(properties.shared().lease(), properties.shared().maxWait());
	}

	@Bean
	@ConditionalOnBooleanProperty("platform.cache.shared.enabled")
	Sharing platformCacheSharing(RedissonClient redisson, PlatformCacheProperties properties, Environment environment,
			PendingInvalidations pending, EvictionTiming timing, Leases leases) {
		return new Sharing(
				new RedisSharedResults(redisson, namespace(properties, environment), new Breaker(Ticker.systemTicker()),
						properties.shared().timeout(), leases, pending::settle),
				timing::mayWait, properties.shared().maxWait());
	}

	@Bean
	@ConditionalOnBooleanProperty("platform.cache.shared.enabled")
	SmartInitializingSingleton platformSharedTypesCheck(MemoizedMethods methods) {
		return methods::checkShared;
	}

	@Bean
	PendingInvalidations platformInvalidationPublisher(InvalidationLog log) {
		return new PendingInvalidations(log);
	}

	@Bean
	CoherenceLoop platformCoherenceLoop(InvalidationLog log, Trust trust, PendingInvalidations pending,
			MemoizedMethods methods, NearCaches caches, Tags tags, PlatformCacheProperties properties) {
		LogFollower follower = new LogFollower(log, trust, new RemoteInvalidations(methods, caches, tags),
				caches::evictAll);
		return new CoherenceLoop(() -> {
			follower.step();
			pending.retry();
		}, properties.coherence().interval());
	}

}
