package io.portfolioplatform.cache.near;

import org.jspecify.annotations.Nullable;

/**
 * A loader whose values are passed on to those who wait and not kept.
 *
 * @param loader the loader
 */
record UnkeptLoader(Loader loader) implements Loader {

	@Override
	public @Nullable Object load() throws Throwable {
		return this.loader.load();
	}

	@Override
	public Validity validity() {
		return this.loader.validity();
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return false;
	}

}
