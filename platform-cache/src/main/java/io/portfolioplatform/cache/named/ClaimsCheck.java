package io.portfolioplatform.cache.named;

import java.util.Set;

import io.portfolioplatform.cache.coherence.NamedKey;
import io.portfolioplatform.cache.load.ClaimsWatch;
import io.portfolioplatform.cache.load.MarkedLoader;
import io.portfolioplatform.cache.load.UserInKey;
import io.portfolioplatform.cache.near.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that were read under the row-level-security claims of users whom their
 * key does not tell apart.
 *
 * @param cache name of the cache
 * @param sameForAll whether all users may see the same
 */
record ClaimsCheck(String cache, boolean sameForAll) {

	/**
	 * Check what a loader loads, and mark its thread meanwhile.
	 */
	MarkedLoader checked(Object key, Loader load) {
		return new MarkedLoader(() -> watched(key, load));
	}

	private @Nullable Object watched(Object key, Loader load) throws Throwable {
		try (ClaimsWatch watch = ClaimsWatch.begin()) {
			Object value = load.load();
			check(key, watch.subjects());
			return value;
		}
	}

	/**
	 * Check the key of a value.
	 * @param subjects the users whose claims were sent while it was loaded
	 */
	void check(Object key, Set<String> subjects) {
		if (this.sameForAll || subjects.isEmpty()) {
			return;
		}
		@Nullable Object[] parts = NamedKey.parts(key);
		if (!subjects.stream().allMatch((user) -> UserInKey.names(parts, user))) {
			throw new IllegalStateException("A value of cache " + this.cache
					+ " was read under row-level-security claims, but its key does not contain the user (sub) as a value of its own: "
					+ "every user would get the value of the first. Add the user to the key, or set platform.cache.caches."
					+ this.cache + ".same-for-all to true if all users may see the same");
		}
	}

}
