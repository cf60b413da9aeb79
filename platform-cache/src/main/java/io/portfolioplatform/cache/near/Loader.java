package io.portfolioplatform.cache.near;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Produces a value that is missing in a cache.
 */
@FunctionalInterface
public interface Loader {

	/**
	 * Load the value.
	 * @return the value
	 * @throws Throwable what the caller of the cache is to see
	 */
	@Nullable Object load() throws Throwable;

	/**
	 * Load the value anew while an earlier one is still good.
	 * @return the value
	 * @throws BusyElsewhereException to go on with the earlier value
	 * @throws Throwable what the caller of the cache is to see
	 */
	default @Nullable Object refresh() throws Throwable {
		return load();
	}

	/**
	 * What the value depends on, asked before each load.
	 * @return says whether the value is still wanted
	 */
	default Validity validity() {
		return Validity.ALWAYS;
	}

	/**
	 * Whether to remember a value.
	 * @param value what was loaded
	 * @return whether to keep it rather than only pass it on
	 */
	default boolean keeps(@Nullable Object value) {
		return value != null;
	}

	/**
	 * How long a value is good at most, if that is known.
	 * @param value what was loaded
	 * @param ttl how long the cache would remember it
	 * @return the limit
	 */
	default Duration limit(@Nullable Object value, Duration ttl) {
		return ttl;
	}

}
