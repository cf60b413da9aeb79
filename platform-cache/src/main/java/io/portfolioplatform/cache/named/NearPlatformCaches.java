package io.portfolioplatform.cache.named;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;

/**
 * {@link PlatformCaches} over the near caches.
 */
public final class NearPlatformCaches implements PlatformCaches {

	private final Function<String, NamedCache> factory;

	private final Map<String, PlatformCache<?, ?>> caches = new ConcurrentHashMap<>();

	public NearPlatformCaches(Function<String, NamedCache> factory) {
		this.factory = factory;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <K, V> PlatformCache<K, V> get(String name) {
		return (PlatformCache<K, V>) this.caches.computeIfAbsent(name,
				(missing) -> new NearPlatformCache<>(this.factory.apply(missing)));
	}

}
