package io.portfolioplatform.cache.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import io.portfolioplatform.cache.near.Durations;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.NearStatistics;

/**
 * The meters of one near cache, with the names and tags Spring Boot gives a cache.
 */
class NearCacheMeterBinder extends CacheMeterBinder<NearCache> {

	private final NearCache cache;

	NearCacheMeterBinder(NearCache cache) {
		super(cache, cache.name(), Tags.of("name", cache.name(), "cache.manager", "platform"));
		this.cache = cache;
	}

	@Override
	protected Long size() {
		return this.cache.size();
	}

	@Override
	protected long hitCount() {
		return this.cache.statistics().hits();
	}

	@Override
	protected Long missCount() {
		return this.cache.statistics().misses();
	}

	@Override
	protected Long evictionCount() {
		return this.cache.statistics().evictions();
	}

	@Override
	protected long putCount() {
		return this.cache.statistics().puts();
	}

	private void bindLevel(MeterRegistry registry, String level, String result,
			ToDoubleFunction<NearStatistics> count) {
		FunctionCounter.builder("cache.level.gets", this.cache.statistics(), count)
			.tags(getTagsWithCacheName())
			.tags("level", level, "result", result)
			.description("Looks into this process and into what all processes share")
			.register(registry);
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		FunctionCounter.builder("cache.stale", this.cache, (cache) -> cache.statistics().stale())
			.tags(getTagsWithCacheName())
			.description("Calls whose load failed and that were answered with an earlier value")
			.register(registry);
		bindLevel(registry, "near", "hit", NearStatistics::hits);
		bindLevel(registry, "near", "miss", NearStatistics::misses);
		bindLevel(registry, "shared", "hit", NearStatistics::sharedHits);
		bindLevel(registry, "shared", "miss", NearStatistics::sharedMisses);
		FunctionCounter.builder("cache.unreadable", this.cache, (cache) -> cache.statistics().unreadable())
			.tags(getTagsWithCacheName())
			.description(
					"Shared results that were computed anew because their bytes were none of this type and version")
			.register(registry);
		register("platform.cache.load", this.cache.statistics().loads(), registry,
				"Loads of missing values, from Redis or by computing them");
		register("platform.cache.wait", this.cache.statistics().waits(), registry,
				"Calls that waited for another caller's load");
	}

	private void register(String name, Durations durations, MeterRegistry registry, String description) {
		FunctionTimer.builder(name, durations, Durations::count, Durations::nanos, TimeUnit.NANOSECONDS)
			.tags(getTagsWithCacheName())
			.description(description)
			.register(registry);
	}

}
