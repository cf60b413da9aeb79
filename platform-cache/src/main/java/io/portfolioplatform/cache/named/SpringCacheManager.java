package io.portfolioplatform.cache.named;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Spring's view of the named caches. Those without settings of their own are created when
 * they are first asked for.
 */
public final class SpringCacheManager implements CacheManager {

	private final NamedCaches named;

	private final Set<String> configured;

	private final Map<String, Cache> caches = new ConcurrentHashMap<>();

	public SpringCacheManager(Set<String> configured, NamedCaches named) {
		this.configured = configured;
		this.named = named;
	}

	@Override
	public Cache getCache(String name) {
		return this.caches.computeIfAbsent(name, (missing) -> new SpringCache(this.named.get(missing)));
	}

	@Override
	public Collection<String> getCacheNames() {
		Set<String> names = new TreeSet<>(this.configured);
		names.addAll(this.caches.keySet());
		return names;
	}

}
