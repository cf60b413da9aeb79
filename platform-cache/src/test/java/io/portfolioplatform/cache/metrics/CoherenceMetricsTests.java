package io.portfolioplatform.cache.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.cache.coherence.FakeLog;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.LogFollower;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.shared.Breaker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CoherenceMetrics}.
 */
class CoherenceMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private long now;

	private final Trust trust = new Trust(() -> this.now, Duration.ofSeconds(2));

	private final Breaker breaker = new Breaker(() -> this.now);

	@Test
	void lagCountsFromTheLastLookIntoTheLog() {
		new CoherenceMetrics(this.trust, this.breaker).bindTo(this.registry);
		assertThat(lag()).isNaN();
		new LogFollower(new EmptyLog(), this.trust, (invalidation) -> {
		}, () -> {
		}).step();
		this.now += Duration.ofMillis(1500).toNanos();
		assertThat(lag()).isEqualTo(1.5);
	}

	@Test
	void tellsWhetherTheBreakerIsOpen() {
		new CoherenceMetrics(this.trust, this.breaker).bindTo(this.registry);
		assertThat(breaker()).isZero();
		for (int i = 0; i < 3; i++) {
			this.breaker.failed();
		}
		assertThat(breaker()).isEqualTo(1);
	}

	private double lag() {
		return this.registry.get("platform.cache.coherence.lag").timeGauge().value();
	}

	private double breaker() {
		return this.registry.get("platform.cache.breaker").gauge().value();
	}

	private static final class EmptyLog extends FakeLog {

		@Override
		public CompletionStage<String> append(Invalidation invalidation) {
			return new CompletableFuture<>();
		}

		@Override
		public Position end() {
			return new Position("0", "server");
		}

		@Override
		public Entries readAfter(Position position) {
			return new Entries(position, List.of(), true);
		}

	}

}
