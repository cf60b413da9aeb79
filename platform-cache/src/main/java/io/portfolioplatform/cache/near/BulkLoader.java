package io.portfolioplatform.cache.near;

import java.time.Duration;
import java.util.Map;

/**
 * Produces values that are missing in a cache, all at once. For one load.
 */
@FunctionalInterface
public interface BulkLoader {

	/**
	 * Load the values.
	 * @return the values by key, without keys for which there is none
	 * @throws Throwable what the caller of the cache is to see
	 */
	Map<?, ?> load() throws Throwable;

	/**
	 * Whether to remember the value of a key.
	 * @param key the key
	 * @return whether to keep it rather than only pass it on
	 */
	default boolean keeps(Object key) {
		return true;
	}

	/**
	 * How long the value of a key is good at most, if that is known.
	 * @param key the key
	 * @param ttl how long the cache would remember it
	 * @return the limit
	 */
	default Duration limit(Object key, Duration ttl) {
		return ttl;
	}

}
