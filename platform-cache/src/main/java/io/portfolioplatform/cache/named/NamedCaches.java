package io.portfolioplatform.cache.named;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.portfolioplatform.cache.coherence.InvalidationPublisher;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.shared.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * The caches that are used by name, from code or by Spring.
 */
public final class NamedCaches {

	/**
	 * What {@link io.portfolioplatform.cache.near.NearCache#uses()} calls them.
	 */
	public static final String USE = "by name";

	private final Function<String, NamedCache> factory;

	private final Map<String, NamedCache> caches = new ConcurrentHashMap<>();

	/**
	 * Create an empty set of caches.
	 * @param near where values are
	 * @param settings settings of a cache
	 * @param types what values are declared to be
	 * @param sharing how processes share them, asked for when a value is not near
	 * @param timing when changes take effect
	 * @param others told what to forget after a change
	 */
	public NamedCaches(NearCaches near, Function<String, Settings> settings, DeclaredTypes types,
			Supplier<@Nullable Sharing> sharing, EvictionTiming timing, InvalidationPublisher others) {
		this.factory = (name) -> {
			Settings own = settings.apply(name);
			ValueSharing values = new ValueSharing(near.get(name), own.terms(), own.shared() ? sharing : () -> null,
					() -> types.of(name));
			return new NamedCache(near.get(name), own.terms(), values, new ClaimsCheck(name, own.sameForAll()), timing,
					others);
		};
	}

	NamedCache get(String name) {
		NamedCache present = this.caches.get(name);
		return (present != null) ? present
				: this.caches.computeIfAbsent(name, (missing) -> this.factory.apply(missing).used());
	}

	/**
	 * Forget a key of a cache, which is not used by name because of it: other processes
	 * may use it so.
	 * @param name name of the cache
	 * @param key the key
	 */
	public void evict(String name, Object key) {
		this.factory.apply(name).evict(key);
	}

	/**
	 * Why values of a cache are not shared with other processes.
	 * @param name name of the cache
	 * @return the reason, {@code null} if they are shared or the cache is not used by
	 * name
	 */
	public @Nullable String unsharedBecause(String name) {
		NamedCache cache = this.caches.get(name);
		return (cache != null) ? cache.unsharedBecause() : null;
	}

	/**
	 * Settings of one cache.
	 *
	 * @param terms how long values are remembered
	 * @param shared whether processes share them
	 * @param sameForAll whether all users may see what was read under the claims of one
	 */
	public record Settings(Terms terms, boolean shared, boolean sameForAll) {

	}

}
