package io.portfolioplatform.cache.coherence;

import org.jspecify.annotations.Nullable;

/**
 * What every process is to forget: one result, or all of a cache.
 *
 * @param cache name of the cache
 * @param method the method whose result it is, or {@code null} for all of the cache
 * @param key key of the result as {@link KeyText} writes it, or {@code null} for all of
 * the cache
 */
public record Invalidation(String cache, @Nullable String method, @Nullable String key) {

	/**
	 * Return an invalidation of all results of a cache.
	 * @param cache name of the cache
	 * @return the invalidation
	 */
	public static Invalidation all(String cache) {
		return new Invalidation(cache, null, null);
	}

}
