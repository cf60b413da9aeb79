package io.portfolioplatform.cache.named;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import io.portfolioplatform.cache.coherence.KeyText;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.load.MarkedLoader;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a cache that is used by name consists of.
 *
 * @param cache where its values are
 * @param terms how long they are remembered
 * @param timing when changes take effect
 * @param others told what to forget after a change
 */
public record NamedCache(NearCache cache, Terms terms, EvictionTiming timing, InvalidationPublisher others) {

	/**
	 * What {@link NearCache#uses()} calls caches that are used by name.
	 */
	public static final String USE = "by name";

	/**
	 * Create one.
	 */
	public NamedCache {
		cache.usedBy(USE, terms);
	}

	/**
	 * Return the value, or remember what a loader promises.
	 */
	CompletableFuture<@Nullable Object> promise(Object key, Supplier<? extends @Nullable CompletionStage<?>> loader) {
		MarkedLoader load = new MarkedLoader(loader::get);
		return this.cache.getAsync(key, this.terms, load, () -> promised(load));
	}

	private static CompletionStage<?> promised(Loader load) {
		try {
			return Objects.requireNonNull((CompletionStage<?>) load.load(), "The promise is null");
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	void put(Object key, Object value) {
		change(invalidation(key), () -> this.cache.put(key, this.terms, value));
	}

	/**
	 * Remember what was loaded, which is no change, unless there was one since.
	 */
	void fill(Object key, Object value, long changes) {
		this.cache.fill(key, this.terms, value, changes);
	}

	/**
	 * How many changes there were.
	 */
	long changes() {
		return this.cache.changes();
	}

	void evict(Object key) {
		change(invalidation(key), () -> this.cache.evict(key));
	}

	void evictAll() {
		change(Invalidation.all(this.cache.name()), this.cache::evictAll);
	}

	private Invalidation invalidation(Object key) {
		String text = KeyText.write(new Object[] { key });
		return (text != null) ? Invalidation.of(this.cache.name(), "", text) : Invalidation.all(this.cache.name());
	}

	private void change(Invalidation invalidation, Runnable change) {
		this.others.announce(invalidation);
		this.timing.perform(() -> {
			change.run();
			this.others.publish(invalidation);
		});
	}

	/**
	 * Whether this thread has to pass the cache by.
	 */
	boolean isChanging() {
		return this.timing.isEvictionPending();
	}

}
