package io.portfolioplatform.cache.named;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.portfolioplatform.cache.PlatformCache;
import org.jspecify.annotations.Nullable;

/**
 * {@link PlatformCache} over what caches by name have in common.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
@SuppressWarnings("unchecked")
final class DefaultPlatformCache<K, V> implements PlatformCache<K, V> {

	private final NamedCache named;

	DefaultPlatformCache(NamedCache named) {
		this.named = named;
	}

	@Override
	public String name() {
		return this.named.name();
	}

	@Override
	public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
		try {
			return (V) this.named.get(key, () -> loader.apply(key));
		}
		catch (Throwable ex) {
			throw Unchecked.of(ex);
		}
	}

	@Override
	public CompletableFuture<@Nullable V> getAsync(K key,
			Function<? super K, ? extends CompletionStage<? extends @Nullable V>> loader) {
		if (this.named.isChanging()) {
			return loader.apply(key).<@Nullable V>thenApply((value) -> value).toCompletableFuture();
		}
		return this.named.promise(key, () -> loader.apply(key)).thenApply((value) -> (V) value);
	}

	@Override
	public Map<K, V> getAll(Collection<? extends K> keys, Function<? super Set<K>, ? extends Map<K, V>> loader) {
		if (this.named.isChanging()) {
			return loader.apply(new LinkedHashSet<>(keys));
		}
		try {
			return (Map<K, V>) this.named.getAll(keys, (missing) -> loader.apply((Set<K>) missing));
		}
		catch (Throwable ex) {
			throw Unchecked.of(ex);
		}
	}

	@Override
	public @Nullable V getIfPresent(K key) {
		Object near = this.named.peek(key);
		return (V) ((near != null) ? near : this.named.look(key, false).value());
	}

	@Override
	public void put(K key, V value) {
		this.named.put(key, value);
	}

	@Override
	public void evict(K key) {
		this.named.evict(key);
	}

	@Override
	public void evictAll() {
		this.named.evictAll();
	}

}
