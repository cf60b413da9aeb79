package io.portfolioplatform.cache.metrics;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Terms;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearCacheMetrics}.
 */
class NearCacheMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final NearCaches caches = new NearCaches(10, Ticker.systemTicker());

	@Test
	void bindsSpringsMetersOfCachesCreatedBeforeAndAfter() throws Throwable {
		this.caches.get("before");
		new NearCacheMetrics(this.caches).bindTo(this.registry);
		this.caches.get("after");
		for (String name : new String[] { "before", "after" }) {
			for (int i = 0; i < 3; i++) {
				this.caches.get(name).get("key", Terms.of(Duration.ofMinutes(1)), () -> "value");
			}
			Tags tags = Tags.of("cache", name, "name", name, "cache.manager", "platform");
			assertThat(count("cache.gets", tags.and("result", "hit"))).isEqualTo(2);
			assertThat(count("cache.gets", tags.and("result", "miss"))).isEqualTo(1);
			assertThat(count("cache.level.gets", tags.and("level", "near", "result", "hit"))).isEqualTo(2);
			assertThat(count("cache.level.gets", tags.and("level", "near", "result", "miss"))).isEqualTo(1);
			assertThat(count("cache.level.gets", tags.and("level", "shared", "result", "hit"))).isZero();
			assertThat(count("cache.level.gets", tags.and("level", "shared", "result", "miss"))).isZero();
			assertThat(count("cache.unreadable", tags)).isZero();
			assertThat(count("cache.puts", tags)).isEqualTo(1);
			assertThat(count("cache.stale", tags)).isZero();
			assertThat(count("cache.evictions", tags)).isZero();
			assertThat(this.registry.get("platform.cache.load").tags(tags).functionTimer().count()).isEqualTo(1);
			assertThat(this.registry.get("platform.cache.wait").tags(tags).functionTimer().count()).isZero();
			assertThat(this.registry.get("cache.size").tags(tags).gauge().value()).isEqualTo(1);
		}
	}

	private double count(String meter, Tags tags) {
		return this.registry.get(meter).tags(tags).functionCounter().count();
	}

}
