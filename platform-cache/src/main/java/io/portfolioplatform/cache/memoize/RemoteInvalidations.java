package io.portfolioplatform.cache.memoize;

import java.time.DateTimeException;
import java.util.function.Consumer;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.KeyText;
import io.portfolioplatform.cache.coherence.NamedKey;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Forgets in this process what another one has evicted. Where the message cannot be
 * understood, all of the cache is forgotten.
 */
public final class RemoteInvalidations implements Consumer<Invalidation> {

	private final MemoizedMethods methods;

	private final NearCaches caches;

	private final Tags tags;

	public RemoteInvalidations(MemoizedMethods methods, NearCaches caches, Tags tags) {
		this.methods = methods;
		this.caches = caches;
		this.tags = tags;
	}

	@Override
	public void accept(Invalidation invalidation) {
		if (invalidation.kind() == Invalidation.Kind.TAG) {
			this.tags.evict(invalidation.name());
		}
		else if (invalidation.name().isEmpty()) {
			this.caches.evictAll();
		}
		else {
			NearCache cache = this.caches.find(invalidation.name());
			if (cache != null) {
				evict(cache, invalidation.method(), invalidation.key());
			}
		}
	}

	private void evict(NearCache cache, @Nullable String method, @Nullable String key) {
		@Nullable Object[] parts = (key != null) ? parts(key) : null;
		if (method == null || parts == null) {
			cache.evictAll();
		}
		else if (method.isEmpty()) {
			cache.evict(NamedKey.of(parts));
		}
		else {
			this.methods.identified(method).forEach((memoized) -> memoized.evictKey(parts));
		}
	}

	private @Nullable Object @Nullable [] parts(String key) {
		try {
			return KeyText.read(key);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return null;
		}
	}

}
