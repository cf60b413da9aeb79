package io.portfolioplatform.cache.named;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.util.ClassUtils;

/**
 * What the values of caches by name are declared to be: by the methods with Spring's
 * annotations and by code. There may be more to come while an application runs.
 */
public final class DeclaredTypes {

	private final Map<String, Map<String, Type>> types = new ConcurrentHashMap<>();

	/**
	 * Declare the values of a cache.
	 * @param cache name of the cache
	 * @param type their type
	 */
	void add(String cache, Type type) {
		Type boxed = (type instanceof Class<?> plain) ? ClassUtils.resolvePrimitiveIfNecessary(plain) : type;
		this.types.merge(cache, Map.of(boxed.getTypeName(), boxed), DeclaredTypes::union);
	}

	/**
	 * Returns the first itself if the second adds nothing.
	 */
	private static Map<String, Type> union(Map<String, Type> known, Map<String, Type> added) {
		if (known.keySet().containsAll(added.keySet())) {
			return known;
		}
		Map<String, Type> all = new TreeMap<>(known);
		all.putAll(added);
		return all;
	}

	/**
	 * Return what the values of a cache are declared to be.
	 * @param cache name of the cache
	 * @return the types by name, the same object while there are no more
	 */
	Map<String, Type> of(String cache) {
		return this.types.getOrDefault(cache, Map.of());
	}

}
