package io.portfolioplatform.cache.near;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One value of those that are loaded at once.
 *
 * @param loader loads them
 * @param key the key of the value
 */
record PartLoader(BulkLoader loader, Object key) implements Loader {

	@Override
	public @Nullable Object load() throws Throwable {
		return this.loader.load().get(this.key);
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return value != null && this.loader.keeps(this.key);
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		return this.loader.limit(this.key, ttl);
	}

}
