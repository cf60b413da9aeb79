package io.portfolioplatform.cache.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the caches.
 *
 * @param enabled Whether memoized methods are answered from a cache.
 * @param near The cache inside the JVM.
 */
@ConfigurationProperties("platform.cache")
record PlatformCacheProperties(@DefaultValue("true") boolean enabled, @DefaultValue Near near) {

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

}
