package io.portfolioplatform.perf.cache;

import java.util.UUID;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.redisson.api.RedissonClient;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with this project's caches.
 */
final class MemoizedCaches implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private MemoizedCaches(String... properties) {
		this.context = new SpringApplicationBuilder(MemoizedAnswers.class, PlatformRedisAutoConfiguration.class,
				PlatformCacheAutoConfiguration.class)
			.properties("spring.main.banner-mode=off", "spring.main.web-application-type=none")
			.properties(properties)
			.run();
	}

	/**
	 * Each process for itself.
	 */
	static MemoizedCaches alone() {
		return new MemoizedCaches();
	}

	/**
	 * Shared through Redis. A pause of a busy machine does not count as a Redis that is
	 * gone.
	 */
	static MemoizedCaches shared(String redis, int maxEntries) {
		return new MemoizedCaches("platform.redis.url=" + redis, "platform.redis.timeout=30s",
				"platform.redis.connect-timeout=30s", "platform.cache.shared.timeout=20s",
				"platform.cache.shared.lease=60s", "platform.cache.coherence.trust=30s",
				"platform.cache.near.max-entries=" + maxEntries);
	}

	MemoizedAnswers answers() {
		return this.context.getBean(MemoizedAnswers.class);
	}

	PlatformCache<UUID, Answer> cache() {
		return this.context.getBean(PlatformCaches.class).get("by-name");
	}

	RedissonClient redisson() {
		return this.context.getBean(RedissonClient.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
