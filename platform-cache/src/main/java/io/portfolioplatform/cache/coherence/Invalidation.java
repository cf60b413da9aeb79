package io.portfolioplatform.cache.coherence;

import org.jspecify.annotations.Nullable;

/**
 * What every process is to forget: one result, all of a cache, all that bears a tag, or
 * everything.
 *
 * @param kind what the name is a name of
 * @param name name of the cache, empty for every cache, or the tag
 * @param method the method whose result it is, empty for a cache that is used by name, or
 * {@code null} for all of the cache
 * @param key key of the result as {@link KeyText} writes it, or {@code null} for all of
 * the cache
 */
public record Invalidation(Kind kind, String name, @Nullable String method, @Nullable String key) {

	/**
	 * What can be invalidated.
	 */
	public enum Kind {

		/** A cache or one of its results. */
		CACHE,

		/** A tag. */
		TAG

	}

	/**
	 * Return an invalidation of one result.
	 * @param cache name of the cache
	 * @param method the method, empty for a cache that is used by name
	 * @param key the key
	 * @return the invalidation
	 */
	public static Invalidation of(String cache, @Nullable String method, @Nullable String key) {
		return new Invalidation(Kind.CACHE, cache, method, key);
	}

	/**
	 * Return an invalidation of all results of a cache.
	 * @param cache name of the cache
	 * @return the invalidation
	 */
	public static Invalidation all(String cache) {
		return of(cache, null, null);
	}

	/**
	 * Return an invalidation of all results that bear a tag.
	 * @param tag the tag
	 * @return the invalidation; of everything for a tag that is no Unicode, because it
	 * cannot be told to others
	 */
	public static Invalidation tag(String tag) {
		return KeyText.isUnicode(tag) ? new Invalidation(Kind.TAG, tag, null, null) : all("");
	}

	/**
	 * Return an invalidation of this and more, of which there are few.
	 * @return all of the cache, or everything in the place of a tag
	 */
	Invalidation coarser() {
		return all((this.kind == Kind.CACHE) ? this.name : "");
	}

}
