package io.portfolioplatform.cache.named;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.portfolioplatform.cache.load.ClaimsWatch;
import io.portfolioplatform.cache.load.MarkedLoader;
import io.portfolioplatform.cache.near.BulkLoader;

/**
 * Computes many values at once.
 *
 * @param loader computes the map of them
 */
record NamedBulk(MarkedLoader loader) implements BulkLoader {

	/**
	 * Compute the values of some keys.
	 * @param claims checks for whom they are
	 */
	static NamedBulk of(Set<Object> keys, Function<Set<Object>, Map<?, ?>> load, ClaimsCheck claims) {
		return new NamedBulk(new MarkedLoader(() -> {
			try (ClaimsWatch watch = ClaimsWatch.begin()) {
				Map<?, ?> values = load.apply(keys);
				keys.forEach((key) -> claims.check(key, watch.subjects()));
				return values;
			}
		}));
	}

	@Override
	public Map<?, ?> load() throws Throwable {
		return Objects.requireNonNull((Map<?, ?>) this.loader.load());
	}

	@Override
	public boolean keeps(Object key) {
		return this.loader.keeps(key);
	}

}
