package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.portfolioplatform.cache.named.NamedCaches;
import io.portfolioplatform.cache.near.Terms;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the caches.
 *
 * @param enabled Whether memoized methods and pages are answered from a cache. Caches by
 * name are in any case, and evictions are told to other processes.
 * @param ttlJitter Part of a TTL by which it is shortened at most, at random for each
 * value, so that values of one moment do not expire in one moment. From 0 for none to 1.
 * @param namespace Tells applications on one Redis apart; replicas of one share it. Empty
 * for spring.application.name.
 * @param near The cache inside the JVM.
 * @param coherence How processes learn what others have evicted, where there is a Redis.
 * @param journal Where evictions are written with what they follow from, so that others
 * learn of them even if this process does not reach Redis: none or jdbc.
 * @param shared Results of memoized methods, pages and values of caches by name that the
 * processes share through Redis.
 * @param pages Answers of controllers.
 * @param caches Settings of single caches by name.
 */
@ConfigurationProperties(prefix = "platform.cache", ignoreUnknownFields = false)
record PlatformCacheProperties(@DefaultValue("true") boolean enabled, @DefaultValue("0.1") double ttlJitter,
		@DefaultValue("") String namespace, @DefaultValue Near near, @DefaultValue Coherence coherence,
		@DefaultValue("none") Journal journal, @DefaultValue Shared shared, @DefaultValue Pages pages,
		@DefaultValue Map<String, Cache> caches) {

	private static final Cache DEFAULT_CACHE = new Cache(Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO, null,
			true, false);

	PlatformCacheProperties {
		Assert.isTrue(ttlJitter >= 0 && ttlJitter <= 1,
				() -> "platform.cache.ttl-jitter is " + ttlJitter + ": it has to be between 0 and 1");
		Assert.isTrue(!shared.enabled() || near.maxWait().compareTo(shared.maxWait()) > 0,
				() -> "platform.cache.near.max-wait is " + near.maxWait()
						+ ": it has to be longer than platform.cache.shared.max-wait, which is " + shared.maxWait());
	}

	/**
	 * Settings of a cache that is used by name.
	 */
	NamedCaches.Settings named(String cache) {
		Cache settings = this.caches.getOrDefault(cache, DEFAULT_CACHE);
		return new NamedCaches.Settings(settings.terms(this.ttlJitter), settings.shared(), settings.sameForAll());
	}

	long maxEntries(String cache) {
		Cache settings = this.caches.get(cache);
		Long own = (settings != null) ? settings.maxEntries() : null;
		return (own != null) ? own : this.near.maxEntries();
	}

	/**
	 * Settings of the cache inside the JVM.
	 *
	 * @param maxEntries Most entries kept under one cache name.
	 * @param maxWait Longest wait of one call for another of this process that computes
	 * the same result, after which it computes too. Longer than
	 * platform.cache.shared.max-wait, which the other one may have waited.
	 */
	record Near(@DefaultValue("10000") long maxEntries, @DefaultValue("1m") Duration maxWait) {

		Near {
			Assert.isTrue(maxEntries > 0,
					() -> "platform.cache.near.max-entries is " + maxEntries + ": it has to be at least 1");
			Assert.isTrue(maxWait.toMillis() > 0,
					() -> "platform.cache.near.max-wait is " + maxWait + ": it has to be at least 1ms");
		}

	}

	/**
	 * Settings of one cache. Only those of its size apply to memoized methods and pages,
	 * which have their own.
	 *
	 * @param ttl How long a value is remembered.
	 * @param refreshAfter Age from which on one caller loads a value anew that is still
	 * remembered. 0 for never.
	 * @param staleOnError How long after its TTL a value still stands in for a load that
	 * fails. 0 for not at all.
	 * @param maxEntries Most entries kept in the JVM. platform.cache.near.max-entries by
	 * default.
	 * @param shared Whether processes share the values of a cache by name, where there is
	 * a Redis and the type of the values is declared.
	 * @param sameForAll Whether the values of a cache by name that are read under
	 * row-level-security claims need no user in their key, because all users may see the
	 * same.
	 */
	record Cache(@DefaultValue("5m") Duration ttl, @DefaultValue("0s") Duration refreshAfter,
			@DefaultValue("0s") Duration staleOnError, @Nullable Long maxEntries, @DefaultValue("true") boolean shared,
			@DefaultValue("false") boolean sameForAll) {

		Cache {
			Assert.isTrue(ttl.toMillis() > 0,
					() -> "ttl of a platform.cache.caches entry is " + ttl + ": it has to be at least 1ms");
			Assert.isTrue(!refreshAfter.isNegative() && refreshAfter.compareTo(ttl) < 0,
					() -> "refresh-after of a platform.cache.caches entry is " + refreshAfter
							+ ": it has to be shorter than its ttl, " + ttl);
			Assert.isTrue(!staleOnError.isNegative(), () -> "stale-on-error of a platform.cache.caches entry is "
					+ staleOnError + ": it must not be negative");
			Assert.isTrue(maxEntries == null || maxEntries > 0, () -> "max-entries of a platform.cache.caches entry is "
					+ maxEntries + ": it has to be at least 1");
		}

		Terms terms(double jitter) {
			return new Terms(this.ttl, this.refreshAfter, this.staleOnError, jitter);
		}

	}

	/**
	 * How processes learn what others have evicted.
	 *
	 * @param interval Time from one look into the log of evictions to the next.
	 * @param trust How long results are served after the last look that succeeded.
	 * @param readYourWrites Whether the response to a request that evicts tells how far a
	 * process has to have read in the log to answer the same client, as a header and a
	 * cookie.
	 */
	record Coherence(@DefaultValue("100ms") Duration interval, @DefaultValue("2s") Duration trust,
			@DefaultValue("true") boolean readYourWrites) {

		Coherence {
			Assert.isTrue(interval.toMillis() > 0,
					() -> "platform.cache.coherence.interval is " + interval + ": it has to be at least 1ms");
			Assert.isTrue(trust.compareTo(interval.multipliedBy(2)) >= 0, () -> "platform.cache.coherence.trust is "
					+ trust + ": it has to be at least twice platform.cache.coherence.interval, which is " + interval);
		}

	}

	/**
	 * Results that the processes share.
	 *
	 * @param enabled Whether results of memoized methods, pages and values of caches by
	 * name are shared through Redis, where there is one.
	 * @param timeout Longest wait of one call for Redis, beyond which it goes on without,
	 * unless computing takes longer.
	 * @param lease How long the others wait for a process that computed a result and is
	 * gone. It is renewed while the computation runs.
	 * @param maxWait Longest wait of one call for another process that computes the same
	 * result, after which it computes too. No lease is renewed longer.
	 */
	record Shared(@DefaultValue("true") boolean enabled, @DefaultValue("100ms") Duration timeout,
			@DefaultValue("5s") Duration lease, @DefaultValue("30s") Duration maxWait) {

		Shared {
			Assert.isTrue(timeout.toMillis() > 0,
					() -> "platform.cache.shared.timeout is " + timeout + ": it has to be at least 1ms");
			Assert.isTrue(lease.compareTo(timeout) > 0, () -> "platform.cache.shared.lease is " + lease
					+ ": it has to be longer than platform.cache.shared.timeout, which is " + timeout);
			Assert.isTrue(!maxWait.isNegative(),
					() -> "platform.cache.shared.max-wait is " + maxWait + ": it must not be negative");
		}

	}

	/**
	 * Answers of controllers that are remembered.
	 *
	 * @param maxBody The longest body of an answer that is remembered. An answer counts
	 * as one entry of its cache for each 4 KB.
	 */
	record Pages(@DefaultValue("256KB") DataSize maxBody) {

		private static final long LARGEST = DataSize.ofMegabytes(64).toBytes();

		Pages {
			Assert.isTrue(maxBody.toBytes() > 0 && maxBody.toBytes() <= LARGEST,
					() -> "platform.cache.pages.max-body is " + maxBody + ": it has to be between 1B and 64MB");
		}

	}

	/**
	 * Where evictions are written.
	 */
	enum Journal {

		/** Nowhere. */
		NONE,

		/** Into a table of the application's database. */
		JDBC

	}

}
