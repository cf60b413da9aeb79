package io.portfolioplatform.cache;

import org.springframework.core.ParameterizedTypeReference;

/**
 * The caches to be used from code, by name. Their settings are those of
 * {@code platform.cache.caches.<name>}. Where there is a Redis, processes share the
 * values of a cache whose type is declared here or by methods with Spring's annotations:
 * of one type only, which Jackson can read back.
 */
public interface PlatformCaches {

	/**
	 * Return the cache of a name.
	 * @param name the name
	 * @param type type of its values
	 * @param <K> type of its keys
	 * @param <V> type of its values
	 * @return the cache
	 */
	<K, V> PlatformCache<K, V> get(String name, Class<V> type);

	/**
	 * Return the cache of a name whose values are of a type with type arguments.
	 * @param name the name
	 * @param type type of its values
	 * @param <K> type of its keys
	 * @param <V> type of its values
	 * @return the cache
	 */
	<K, V> PlatformCache<K, V> get(String name, ParameterizedTypeReference<V> type);

	/**
	 * Return the cache of a name without a declaration of the type of its values. Unless
	 * it is declared elsewhere, each process keeps its own.
	 * @param name the name
	 * @param <K> type of its keys
	 * @param <V> type of its values
	 * @return the cache
	 */
	<K, V> PlatformCache<K, V> get(String name);

}
