package io.portfolioplatform.cache;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A named cache to be used from code. Keys need {@code equals} and {@code hashCode}.
 * Values must not be changed: all callers get the same object, not copies. Inside a
 * Spring transaction {@code put} and {@code evict} take effect after the commit; until
 * then the transaction itself loads past the cache.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface PlatformCache<K, V> {

	/**
	 * The name its settings and meters go by.
	 * @return the name
	 */
	String name();

	/**
	 * Return the remembered value, or load it on this thread. Callers that ask for the
	 * same missing value share one load and its outcome.
	 * @param key the key
	 * @param loader loads the value; {@code null} is passed on and not remembered
	 * @return the value
	 */
	@Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader);

	/**
	 * Return the remembered value, or what the loader promises, without waiting for it.
	 * @param key the key
	 * @param loader promises the value
	 * @return the value or the promise that all callers share
	 */
	CompletableFuture<@Nullable V> getAsync(K key,
			Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader);

	/**
	 * Return the remembered values, and load all that are missing with one call.
	 * @param keys the keys
	 * @param loader loads the values of the keys it is given
	 * @return the values, without keys for which there is none
	 */
	Map<K, V> getAll(Collection<? extends K> keys, Function<? super Set<K>, ? extends Map<K, V>> loader);

	/**
	 * Return the remembered value.
	 * @param key the key
	 * @return the value, {@code null} if none is remembered
	 */
	@Nullable V getIfPresent(K key);

	/**
	 * Remember a value in the place of what is remembered or being loaded.
	 * @param key the key
	 * @param value the value
	 */
	void put(K key, V value);

	/**
	 * Forget a value, and do not remember one that is being loaded.
	 * @param key the key
	 */
	void evict(K key);

	/**
	 * Forget all values, and do not remember those that are being loaded.
	 */
	void evictAll();

}
