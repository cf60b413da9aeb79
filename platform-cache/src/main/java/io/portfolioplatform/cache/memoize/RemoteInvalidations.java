package io.portfolioplatform.cache.memoize;

import java.time.DateTimeException;
import java.util.function.Consumer;

import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.KeyText;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import org.jspecify.annotations.Nullable;

/**
 * Forgets in this process what another one has evicted. Where the message cannot be
 * understood, all of the cache is forgotten.
 */
public final class RemoteInvalidations implements Consumer<Invalidation> {

	private final MemoizedMethods methods;

	private final NearCaches caches;

	public RemoteInvalidations(MemoizedMethods methods, NearCaches caches) {
		this.methods = methods;
		this.caches = caches;
	}

	@Override
	public void accept(Invalidation invalidation) {
		String method = invalidation.method();
		String key = invalidation.key();
		NearCache cache = this.caches.find(invalidation.cache());
		if (cache == null) {
			return;
		}
		@Nullable Object[] parts = (key != null) ? parts(key) : null;
		if (method == null || parts == null) {
			cache.evictAll();
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
