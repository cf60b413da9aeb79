package io.portfolioplatform.cache.named;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;

import org.springframework.core.ParameterizedTypeReference;

/**
 * {@link PlatformCaches} over what caches by name have in common.
 */
public final class DefaultPlatformCaches implements PlatformCaches {

	private final NamedCaches named;

	private final DeclaredTypes types;

	private final Map<String, PlatformCache<?, ?>> caches = new ConcurrentHashMap<>();

	public DefaultPlatformCaches(NamedCaches named, DeclaredTypes types) {
		this.named = named;
		this.types = types;
	}

	@Override
	public <K, V> PlatformCache<K, V> get(String name, Class<V> type) {
		this.types.add(name, type);
		return get(name);
	}

	@Override
	public <K, V> PlatformCache<K, V> get(String name, ParameterizedTypeReference<V> type) {
		this.types.add(name, type.getType());
		return get(name);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <K, V> PlatformCache<K, V> get(String name) {
		return (PlatformCache<K, V>) this.caches.computeIfAbsent(name,
				(missing) -> new DefaultPlatformCache<>(this.named.get(missing)));
	}

}
