package io.portfolioplatform.cache.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearStatistics;
import io.portfolioplatform.cache.near.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of one cache. Counts are those of this process since its start.
 *
 * @param size entries in this process, expired ones that have not been cleaned up yet
 * included
 * @param maxEntries most entries
 * @param hits calls that were answered near
 * @param misses calls that were not, or that had a value loaded anew; those that waited
 * for another caller included
 * @param hitRatio part of the calls that were hits, absent before the first call
 * @param sharedHits results that were not near and that another process had shared
 * @param sharedMisses results that were neither near nor shared, or shared and due
 * @param unreadable shared results whose bytes were none of this version
 * @param puts values that were loaded or put
 * @param evictions entries that expired or had to make room
 * @param stale calls whose load failed and that got an earlier value
 * @param usedBy who keeps values in it, and how long
 * @param unsharedBecause why processes do not share the values of a cache that is used by
 * name, absent if they do
 */
record CacheDescriptor(long size, long maxEntries, long hits, long misses, @Nullable Double hitRatio, long sharedHits,
		long sharedMisses, long unreadable, long puts, long evictions, long stale, Map<String, Lifetime> usedBy,
		@Nullable String unsharedBecause) {

	static CacheDescriptor of(NearCache cache, @Nullable String unsharedBecause) {
		NearStatistics statistics = cache.statistics();
		long hits = statistics.hits();
		long misses = statistics.misses();
		Map<String, Lifetime> usedBy = new TreeMap<>();
		cache.uses().forEach((name, terms) -> usedBy.put(name, Lifetime.of(terms)));
		return new CacheDescriptor(cache.size(), cache.maxEntries(), hits, misses,
				(hits + misses > 0) ? (double) hits / (hits + misses) : null, statistics.sharedHits(),
				statistics.sharedMisses(), statistics.unreadable(), statistics.puts(), statistics.evictions(),
				statistics.stale(), usedBy, unsharedBecause);
	}

	/**
	 * How long values are remembered.
	 *
	 * @param ttl how long
	 * @param refreshAfter age from which on one caller loads it anew, 0 for never
	 * @param staleOnError how long after that it stands in for a failed load, 0 for not
	 * at all
	 */
	record Lifetime(Duration ttl, Duration refreshAfter, Duration staleOnError) {

		static Lifetime of(Terms terms) {
			return new Lifetime(terms.ttl(), terms.refreshAfter(), terms.staleOnError());
		}

	}

}
