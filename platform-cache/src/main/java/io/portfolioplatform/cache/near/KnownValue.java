package io.portfolioplatform.cache.near;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A value that was loaded without the cache.
 *
 * @param value the value
 * @param limit how long it is good at most
 */
record KnownValue(Object value, Duration limit) implements Loader {

	@Override
	public Object load() {
		return this.value;
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		return this.limit;
	}

}
