package io.portfolioplatform.cache.load;

import java.time.Duration;

import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A loader whose thread is marked while it loads. What it has read from where something
 * may be missing goes to those who wait for it and is not kept. For one load.
 */
public final class MarkedLoader implements Loader {

	private final Loader loader;

	private volatile boolean lagging;

	/**
	 * Mark the load of another loader.
	 * @param loader loads
	 */
	public MarkedLoader(Loader loader) {
		this.loader = loader;
	}

	@Override
	public @Nullable Object load() throws Throwable {
		try (LoadMark mark = LoadMark.begin()) {
			Object value = this.loader.load();
			this.lagging = mark.mayLag();
			return value;
		}
	}

	@Override
	public Validity validity() {
		return this.loader.validity();
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return !this.lagging && this.loader.keeps(value);
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		return this.loader.limit(value, ttl);
	}

}
