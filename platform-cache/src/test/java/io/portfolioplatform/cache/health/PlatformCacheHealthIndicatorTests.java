package io.portfolioplatform.cache.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.near.NearCaches;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlatformCacheHealthIndicator}.
 */
class PlatformCacheHealthIndicatorTests {

	private final AtomicBoolean trusted = new AtomicBoolean(true);

	private final PlatformCacheHealthIndicator indicator = new PlatformCacheHealthIndicator(
			new NearCaches((name) -> 10, Ticker.systemTicker(), this.trusted::get, () -> true, Duration.ofMinutes(1)));

	@Test
	void isUpWhileValuesAreServed() {
		assertThat(this.indicator.health()).isEqualTo(Health.up().withDetail("trusted", true).build());
	}

	@Test
	void neverTakesTheApplicationDown() {
		this.trusted.set(false);
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(PlatformCacheHealthIndicator.DEGRADED);
		assertThat(StatusAggregator.getDefault().getAggregateStatus(Status.UP, health.getStatus()))
			.isEqualTo(Status.UP);
	}

}
