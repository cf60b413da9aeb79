package io.portfolioplatform.cache.named;

import io.portfolioplatform.cache.shared.SharedLook;
import org.jspecify.annotations.Nullable;

/**
 * What was not near. A value that fills it is no change: it is remembered unless there
 * was one since.
 *
 * @param cache where it was looked for
 * @param key under which key
 * @param changes how many changes the cache had seen
 * @param shared what other processes had, if they share such values
 */
record NamedGap(NamedCache cache, Object key, long changes, @Nullable SharedLook shared) implements AutoCloseable {

	/**
	 * What other processes had, {@code null} for nothing.
	 */
	@Nullable Object value() {
		return (this.shared != null) ? this.shared.value() : null;
	}

	void fill(Object value) {
		this.cache.fill(this.key, value, this.changes);
		if (this.shared != null) {
			this.shared.keep(value);
		}
	}

	@Override
	public void close() {
		if (this.shared != null) {
			this.shared.close();
		}
	}

}
