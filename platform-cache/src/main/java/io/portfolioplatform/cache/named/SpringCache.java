package io.portfolioplatform.cache.named;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.portfolioplatform.cache.load.MarkedLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * Spring's view of one named cache. {@code null} is not remembered.
 */
final class SpringCache implements Cache {

	private final NamedCache named;

	SpringCache(NamedCache named) {
		this.named = named;
	}

	@Override
	public String getName() {
		return this.named.cache().name();
	}

	@Override
	public Object getNativeCache() {
		return this.named.cache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		long changes = this.named.changes();
		Object value = peek(key);
		if (value != null) {
			return new SimpleValueWrapper(value);
		}
		CacheCall.missed(getName(), key, changes);
		return null;
	}

	private @Nullable Object peek(Object key) {
		return this.named.isChanging() ? null : this.named.cache().peek(key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Object value = peek(key);
		if (value != null && type != null && !type.isInstance(value)) {
			throw new IllegalStateException("The value in cache " + getName() + " is no " + type.getName());
		}
		return (T) value;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		try {
			return this.named.isChanging() ? loader.call()
					: (T) this.named.cache().get(key, this.named.terms(), new MarkedLoader(loader::call));
		}
		catch (Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		ValueWrapper value = get(key);
		return (value != null) ? CompletableFuture.completedFuture(value.get()) : null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		return this.named.isChanging() ? loader.get() : (CompletableFuture<T>) this.named.promise(key, loader);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		Long changesAtMiss = CacheCall.changesAtMiss(getName(), key);
		if (changesAtMiss != null) {
			fill(key, value, changesAtMiss);
		}
		else if (value != null) {
			this.named.put(key, value);
		}
		else {
			this.named.evict(key);
		}
	}

	private void fill(Object key, @Nullable Object value, long changesAtMiss) {
		if (value != null && !this.named.isChanging() && !CacheCall.mayLag()) {
			this.named.fill(key, value, changesAtMiss);
		}
	}

	@Override
	public void evict(Object key) {
		this.named.evict(key);
	}

	@Override
	public void clear() {
		this.named.evictAll();
	}

}
