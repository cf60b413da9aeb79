package io.portfolioplatform.cache.near;

import org.jspecify.annotations.Nullable;

/**
 * Produces a value that is missing in a cache.
 */
@FunctionalInterface
public interface Loader {

	/**
	 * Load the value.
	 * @return the value; {@code null} is passed on but not cached
	 * @throws Throwable what the caller of the cache is to see
	 */
	@Nullable Object load() throws Throwable;

}
