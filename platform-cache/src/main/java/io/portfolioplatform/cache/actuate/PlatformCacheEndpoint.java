package io.portfolioplatform.cache.actuate;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.portfolioplatform.cache.memoize.DefaultMemoizer;
import io.portfolioplatform.cache.named.NamedCaches;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearCaches;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Lists the caches of this process with their settings and figures, and evicts what an
 * operator names, in the whole fleet. To evict takes
 * {@code management.endpoint.platformcache.access=unrestricted}.
 */
@Endpoint(id = "platformcache", defaultAccess = Access.READ_ONLY)
public final class PlatformCacheEndpoint {

	private final NearCaches near;

	private final NamedCaches named;

	private final DefaultMemoizer memoizer;

	private final Supplier<@Nullable CoherenceDescriptor> coherence;

	/**
	 * Create the endpoint.
	 * @param near the caches that are listed
	 * @param named those that are used by name
	 * @param memoizer evicts from the others
	 * @param coherence tells of Redis, if there is one
	 */
	public PlatformCacheEndpoint(NearCaches near, NamedCaches named, DefaultMemoizer memoizer,
			Supplier<@Nullable CoherenceDescriptor> coherence) {
		this.near = near;
		this.named = named;
		this.memoizer = memoizer;
		this.coherence = coherence;
	}

	@ReadOperation
	CachesDescriptor caches() {
		Map<String, CacheDescriptor> caches = new TreeMap<>();
		this.near.all().forEach((name, cache) -> caches.put(name, describe(cache)));
		return new CachesDescriptor(this.near.areTrusted(), this.coherence.get(), caches);
	}

	@ReadOperation
	@Nullable CacheDescriptor cache(@Selector String cache) {
		NearCache found = this.near.find(cache);
		return (found != null) ? describe(found) : null;
	}

	private CacheDescriptor describe(NearCache cache) {
		return CacheDescriptor.of(cache, this.named.unsharedBecause(cache.name()));
	}

	/**
	 * Forget a cache, or one key of it.
	 * @param cache name of the cache
	 * @param key the key, or none for all of the cache
	 * @return 404 if this process has no such cache
	 */
	@DeleteOperation
	WebEndpointResponse<Void> evict(@Selector String cache, @Nullable String key) {
		if (this.near.find(cache) == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		if (key == null) {
			this.memoizer.evictAll(cache);
		}
		else {
			KeyReadings.of(key).forEach((reading) -> evictKey(cache, reading));
		}
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private void evictKey(String cache, Object key) {
		this.memoizer.evictKey(cache, key);
		this.named.evict(cache, key);
	}

	/**
	 * Forget all that bears a tag.
	 * @param tag the tag
	 */
	@DeleteOperation
	void evictTag(String tag) {
		this.memoizer.evictTag(tag);
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param trusted whether entries are served: not while it is unknown what other
	 * processes have evicted
	 * @param coherence what there is to tell of Redis, absent where there is none
	 * @param caches the caches by name
	 */
	record CachesDescriptor(boolean trusted, @Nullable CoherenceDescriptor coherence,
			Map<String, CacheDescriptor> caches) {

	}

}
