package io.portfolioplatform.cache;

import org.jspecify.annotations.Nullable;

/**
 * Forgets results of {@linkplain Memoize memoized} methods. Inside a Spring transaction
 * the results are forgotten after the commit and kept after a rollback; until then the
 * transaction itself reads past the caches. A call of a memoized method that is under way
 * is not remembered either.
 */
public interface Memoizer {

	/**
	 * Forget one result, also of a bean that only other processes have created. If it is
	 * named by an interface or an abstract class and no class of such a bean is known
	 * yet, everything is forgotten.
	 * @param type class of the bean, one of its superclasses or interfaces
	 * @param method name of the memoized method
	 * @param arguments all arguments of the call whose result is to be forgotten
	 * @throws IllegalArgumentException if {@code type} has no such method for these
	 * arguments, or their key is null
	 */
	void evict(Class<?> type, String method, @Nullable Object... arguments);

	/**
	 * Forget all results in a cache, at a cost that does not depend on how many they are.
	 * Nothing happens if no method has a cache of this name.
	 * @param name name of the cache, see {@link Memoize#name}
	 */
	void evictAll(String name);

	/**
	 * Forget all results that bear a tag, whatever method and cache they belong to, at a
	 * cost that does not depend on how many they are.
	 * @param tag the tag, see {@link Memoize#tags}
	 */
	void evictTag(String tag);

}
