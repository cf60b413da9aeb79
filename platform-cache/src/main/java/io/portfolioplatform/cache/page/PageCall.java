package io.portfolioplatform.cache.page;

import java.time.Duration;

import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Validity;
import org.jspecify.annotations.Nullable;

/**
 * One request for a page. That an answer must not be remembered is remembered in this
 * process for a moment.
 *
 * @param source where the page comes from if it is not near
 * @param validity what the page depends on
 */
record PageCall(Loader source, Validity validity) implements Loader {

	private static final Duration REFUSED = Duration.ofSeconds(1);

	@Override
	public @Nullable Object load() throws Throwable {
		return this.source.load();
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return !(value instanceof Page) || this.source.keeps(value);
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		return (value instanceof Page) ? this.source.limit(value, ttl) : REFUSED;
	}

}
