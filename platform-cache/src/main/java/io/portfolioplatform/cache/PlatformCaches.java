package io.portfolioplatform.cache;

/**
 * The caches to be used from code, by name. Their settings are those of
 * {@code platform.cache.caches.<name>}.
 */
public interface PlatformCaches {

	/**
	 * Return the cache of a name.
	 * @param name the name
	 * @param <K> type of its keys
	 * @param <V> type of its values
	 * @return the cache
	 */
	<K, V> PlatformCache<K, V> get(String name);

}
