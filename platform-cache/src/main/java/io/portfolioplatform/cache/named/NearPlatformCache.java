package io.portfolioplatform.cache.named;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.load.MarkedLoader;
import org.jspecify.annotations.Nullable;

/**
 * {@link PlatformCache} over a near cache.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
@SuppressWarnings("unchecked")
final class NearPlatformCache<K, V> implements PlatformCache<K, V> {

	private final NamedCache named;

	NearPlatformCache(NamedCache named) {
		this.named = named;
	}

	@Override
	public String name() {
		return this.named.cache().name();
	}

	@Override
	public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
		if (this.named.isChanging()) {
			return loader.apply(key);
		}
		try {
			return (V) this.named.cache().get(key, this.named.terms(), new MarkedLoader(() -> loader.apply(key)));
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
			return (Map<K, V>) this.named.cache()
				.getAll(keys, this.named.terms(), (missing) -> new MarkedLoader(() -> loader.apply((Set<K>) missing)));
		}
		catch (Throwable ex) {
			throw Unchecked.of(ex);
		}
	}

	@Override
	public @Nullable V getIfPresent(K key) {
		return this.named.isChanging() ? null : (V) this.named.cache().peek(key);
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
