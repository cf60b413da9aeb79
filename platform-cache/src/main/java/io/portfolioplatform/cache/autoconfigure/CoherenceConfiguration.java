package io.portfolioplatform.cache.autoconfigure;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.coherence.CatchUp;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.LogFollower;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.journal.JdbcJournal;
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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.redisson.api.RedissonClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where there is a Redis, near caches forget what other processes evict. Also where
 * memoized methods are not answered from them: caches by name are, and other processes
 * may have to forget what this one evicts.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedissonClient.class)
@ConditionalOnBean(RedissonClient.class)
class CoherenceConfiguration {

	private static final Log logger = LogFactory.getLog(CoherenceConfiguration.class);

	private static final String UNNAMED = "application";

	@Bean
	Trust platformCacheTrust(PlatformCacheProperties properties) {
		return new Trust(Ticker.systemTicker(), properties.coherence().trust());
	}

	@Bean
	InvalidationLog platformInvalidationLog(RedissonClient redisson, PlatformCacheProperties properties,
			Environment environment) {
		String namespace = namespace(properties, environment);
		if (UNNAMED.equals(namespace)) {
			logger.warn("platform.cache.namespace is '" + UNNAMED + "', as for each application without a name: on one "
					+ "Redis they get each other's results. Set spring.application.name or platform.cache.namespace");
		}
		return new RedisInvalidationLog(redisson, namespace);
	}

	static String namespace(PlatformCacheProperties properties, Environment environment) {
		if (!properties.namespace().isEmpty()) {
			return properties.namespace();
		}
		String name = environment.getProperty("spring.application.name", "");
		return StringUtils.hasText(name) ? name : UNNAMED;
	}

	@Bean
	Breaker platformCacheBreaker() {
		return new Breaker(Ticker.systemTicker());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "platform.cache.shared.enabled", matchIfMissing = true)
	Leases platformCacheLeases(PlatformCacheProperties properties) {
		return new Leases(properties.shared().lease(), properties.shared().maxWait());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "platform.cache.shared.enabled", matchIfMissing = true)
	Sharing platformCacheSharing(RedissonClient redisson, PlatformCacheProperties properties, Environment environment,
			PendingInvalidations pending, EvictionTiming timing, Leases leases, Breaker breaker, Trust trust,
			ObjectProvider<CatchUp> catchUp) {
		return new Sharing(
				new RedisSharedResults(redisson, namespace(properties, environment), breaker,
						properties.shared().timeout(), leases,
						new Standing(trust, pending, SingletonSupplier.of(catchUp::getObject))),
				timing::mayWait, properties.shared().maxWait(), PropagatedContext.ifPossible());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "platform.cache.shared.enabled", matchIfMissing = true)
	SmartInitializingSingleton platformSharedTypesCheck(MemoizedMethods methods) {
		return methods::checkShared;
	}

	@Bean
	PendingInvalidations platformInvalidationPublisher(InvalidationLog log, ObjectProvider<JdbcJournal> journal) {
		JdbcJournal present = journal.getIfAvailable();
		return (present != null) ? new PendingInvalidations(log, present) : new PendingInvalidations(log);
	}

	@Bean
	LogFollower platformLogFollower(InvalidationLog log, Trust trust, MemoizedMethods methods, NearCaches caches,
			Tags tags) {
		return new LogFollower(log, trust, new RemoteInvalidations(methods, caches, tags), caches::evictAll);
	}

	@Bean
	CoherenceLoop platformCoherenceLoop(LogFollower follower, PendingInvalidations pending,
			PlatformCacheProperties properties) {
		return new CoherenceLoop("platform-cache-coherence", () -> {
		}, () -> {
			// What the log has refused is not sent to it while it is out of reach.
			if (follower.step()) {
				pending.retry();
			}
		}, properties.coherence().interval());
	}

	@Bean
	CatchUp platformCatchUp(LogFollower follower, CoherenceLoop platformCoherenceLoop) {
		return new CatchUp(follower, platformCoherenceLoop::execute);
	}

}
