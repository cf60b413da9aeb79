package io.portfolioplatform.cache.named;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import io.portfolioplatform.cache.coherence.NamedKey;
import io.portfolioplatform.cache.coherence.Replacement;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.near.BulkLoader;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.SharedLook;
import org.jspecify.annotations.Nullable;

/**
 * What caches that are used by name have in common, whether from code or by Spring.
 */
final class NamedCache {

	private final NearCache cache;

	private final Terms terms;

	private final ValueSharing sharing;

	private final ClaimsCheck claims;

	private final EvictionTiming timing;

	private final InvalidationPublisher others;

	private final Function<NamedLoad, Loader> loaders = this::loader;

	/**
	 * Create one.
	 * @param cache where its values are
	 * @param terms how long they are remembered
	 * @param sharing how other processes get them
	 * @param claims checks for whom they were read
	 * @param timing when changes take effect
	 * @param others told what to forget after a change
	 */
	NamedCache(NearCache cache, Terms terms, ValueSharing sharing, ClaimsCheck claims, EvictionTiming timing,
			InvalidationPublisher others) {
		this.cache = cache;
		this.terms = terms;
		this.sharing = sharing;
		this.claims = claims;
		this.timing = timing;
		this.others = others;
	}

	/**
	 * Note that the cache is used by name.
	 */
	NamedCache used() {
		this.cache.usedBy(NamedCaches.USE, this.terms);
		return this;
	}

	String name() {
		return this.cache.name();
	}

	NearCache near() {
		return this.cache;
	}

	ClaimsCheck claims() {
		return this.claims;
	}

	/**
	 * Why values are not shared with other processes, {@code null} if they are.
	 */
	@Nullable String unsharedBecause() {
		return this.sharing.problem();
	}

	/**
	 * Whether this thread has to pass the cache by.
	 */
	boolean isChanging() {
		return this.timing.isEvictionPending();
	}

	/**
	 * Return the value, or load and remember it.
	 */
	@Nullable Object get(Object key, Loader load) throws Throwable {
		return isChanging() ? load.load() : this.cache.get(key, this.terms, this.loaders, new NamedLoad(key, load));
	}

	private Loader loader(NamedLoad call) {
		Loader computation = this.claims.checked(call.key(), call.load());
		SharedValues shared = shared(call.key());
		return (shared != null) ? shared.loader(call.key(), computation) : computation;
	}

	/**
	 * What processes share, unless this thread computes it for the others already.
	 */
	private @Nullable SharedValues shared(Object key) {
		return CacheCall.fills(name(), key) ? null : this.sharing.values();
	}

	/**
	 * Return the value, or remember what a loader promises.
	 */
	CompletableFuture<@Nullable Object> promise(Object key, Supplier<? extends @Nullable CompletionStage<?>> load) {
		NamedPromise promise = new NamedPromise(key, load, this.claims);
		return this.cache.getAsync(key, this.terms, promise, () -> promise.get(shared(key)));
	}

	/**
	 * Return the values, or load and remember those that are missing, all at once.
	 */
	Map<Object, Object> getAll(Collection<?> keys, Function<Set<Object>, Map<?, ?>> load) throws Throwable {
		Function<Set<Object>, BulkLoader> computations = (missing) -> NamedBulk.of(missing, load, this.claims);
		SharedValues shared = this.sharing.values();
		return this.cache.getAll(keys, this.terms,
				(shared != null) ? (missing) -> shared.bulk(missing, computations) : computations);
	}

	/**
	 * Return the value if it is near.
	 */
	@Nullable Object peek(Object key) {
		return isChanging() ? null : this.cache.peek(key);
	}

	/**
	 * Look for a value that is not near.
	 * @param computes whether the caller computes it if it is missing, and closes the gap
	 * afterwards
	 */
	NamedGap look(Object key, boolean computes) {
		// Before the look, so that a change from now on keeps what is found from landing.
		long changes = this.cache.changes();
		SharedValues shared = isChanging() ? null : this.sharing.values();
		SharedLook look = (shared != null) ? shared.look(key, computes) : null;
		if (look != null && look.value() != null) {
			this.cache.fill(key, this.terms, look.value(), look.limit(), changes);
		}
		return new NamedGap(this, key, changes, look);
	}

	/**
	 * Remember what was loaded, which is no change, unless there was one since.
	 */
	void fill(Object key, Object value, long changes) {
		this.cache.fill(key, this.terms, value, this.terms.ttl(), changes);
	}

	void put(Object key, Object value) {
		Invalidation invalidation = invalidation(key);
		this.others.announce(invalidation);
		this.timing.perform(() -> {
			SharedValues shared = this.sharing.values();
			Replacement replacement = (shared != null)
					? shared.replacement(key, value, () -> this.cache.holds(key, value)) : null;
			this.cache.put(key, this.terms, value);
			if (replacement != null) {
				this.others.publish(invalidation, replacement);
			}
			else {
				this.others.publish(invalidation);
			}
			if (!this.cache.holds(key, value)) {
				// Something else may have been read from what is shared meanwhile.
				this.cache.evict(key);
			}
		});
	}

	void evict(Object key) {
		change(invalidation(key), () -> this.cache.evict(key));
	}

	void evictAll() {
		change(Invalidation.all(name()), this.cache::evictAll);
	}

	private Invalidation invalidation(Object key) {
		String text = NamedKey.write(key);
		return (text != null) ? Invalidation.of(name(), "", text) : Invalidation.all(name());
	}

	private void change(Invalidation invalidation, Runnable eviction) {
		this.others.announce(invalidation);
		this.timing.perform(() -> this.others.publish(invalidation, eviction));
	}

}
