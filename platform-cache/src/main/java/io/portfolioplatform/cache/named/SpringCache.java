package io.portfolioplatform.cache.named;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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
		return this.named.name();
	}

	@Override
	public Object getNativeCache() {
		return this.named.near();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		Object value = lookup(key);
		return (value != null) ? new SimpleValueWrapper(value) : null;
	}

	private @Nullable Object lookup(Object key) {
		Object near = this.named.peek(key);
		if (near != null) {
			return near;
		}
		CacheCall call = CacheCall.current();
		NamedGap gap = this.named.look(key, call != null);
		if (gap.value() == null && call != null) {
			call.missed(gap);
		}
		return gap.value();
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Object near = this.named.peek(key);
		Object value = (near != null) ? near : this.named.look(key, false).value();
		if (value != null && type != null && !type.isInstance(value)) {
			throw new IllegalStateException("The value in cache " + getName() + " is no " + type.getName());
		}
		return (T) value;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		try {
			return (T) this.named.get(key, loader::call);
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
		CacheCall call = CacheCall.current();
		NamedGap gap = null;
		if (call != null) {
			this.named.claims().check(key, call.subjects());
			gap = call.gap(getName(), key);
		}
		if (call != null && gap != null) {
			fill(gap, value, call);
		}
		else if (value != null) {
			this.named.put(key, value);
		}
		else {
			this.named.evict(key);
		}
	}

	private void fill(NamedGap gap, @Nullable Object value, CacheCall call) {
		try (gap) {
			if (value != null && !this.named.isChanging() && !call.mayLag()) {
				gap.fill(value);
			}
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
