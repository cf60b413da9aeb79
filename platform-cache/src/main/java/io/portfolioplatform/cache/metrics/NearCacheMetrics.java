package io.portfolioplatform.cache.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.cache.near.NearCaches;

/**
 * Binds the meters of every near cache, those to come included.
 */
public final class NearCacheMetrics implements MeterBinder {

	private final NearCaches caches;

	public NearCacheMetrics(NearCaches caches) {
		this.caches = caches;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.caches.forEach((cache) -> new NearCacheMeterBinder(cache).bindTo(registry));
	}

}
