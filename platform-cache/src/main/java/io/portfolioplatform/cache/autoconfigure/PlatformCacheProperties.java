package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the caches.
 *
 * @param enabled Whether memoized methods are answered from a cache.
 * @param namespace Tells applications on one Redis apart; replicas of one share it. Empty
 * for spring.application.name.
 * @param near The cache inside the JVM.
 * @param coherence How processes learn what others have evicted, where there is a Redis.
 */
@ConfigurationProperties("platform.cache")
record PlatformCacheProperties(@DefaultValue("true") boolean enabled, @DefaultValue("") String namespace,
		@DefaultValue Near near, @DefaultValue Coherence coherence) {

	/**
	 * Settings of the cache inside the JVM.
	 *
	 * @param maxEntries Most entries kept under one cache name.
	 */
	record Near(@DefaultValue("10000") long maxEntries) {

		Near {
			Assert.isTrue(maxEntries > 0,
					() -> "platform.cache.near.max-entries is " + maxEntries + ": it has to be at least 1");
		}

	}

	/**
	 * How processes learn what others have evicted.
	 *
	 * @param interval Time from one look into the log of evictions to the next.
	 * @param trust How long results are served after the last look that succeeded.
	 */
	record Coherence(@DefaultValue("100ms") Duration interval, @DefaultValue("2s") Duration trust) {

		Coherence {
			Assert.isTrue(interval.toMillis() > 0,
					() -> "platform.cache.coherence.interval is " + interval + ": it has to be at least 1ms");
			Assert.isTrue(trust.compareTo(interval.multipliedBy(2)) >= 0, () -> "platform.cache.coherence.trust is "
					+ trust + ": it has to be at least twice platform.cache.coherence.interval, which is " + interval);
		}

	}

}
