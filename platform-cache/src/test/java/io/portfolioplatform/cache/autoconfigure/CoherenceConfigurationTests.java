package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.coherence.FakeLog;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.LogFollower;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CoherenceConfiguration}.
 */
class CoherenceConfigurationTests {

	private final BrokenLog log = new BrokenLog();

	private final PendingInvalidations pending = new PendingInvalidations(this.log);

	@Test
	void whatIsRefusedIsSentAgainOnceTheLogIsBackAndNotEachRound() {
		this.pending.publish(Invalidation.all("prices"));
		try (CoherenceLoop loop = loop()) {
			loop.start();
			await().until(() -> this.log.looks.get() > 5);
			assertThat(this.log.appends).hasValue(1);
			this.log.broken = false;
			await().until(this.pending::isSettled);
			assertThat(this.log.appends).hasValue(2);
		}
	}

	private CoherenceLoop loop() {
		PlatformCacheProperties properties = Binder
			.get(new MockEnvironment().withProperty("platform.cache.coherence.interval", "1ms"))
			.bindOrCreate("platform.cache", PlatformCacheProperties.class);
		LogFollower follower = new LogFollower(this.log, new Trust(Ticker.systemTicker(), Duration.ofHours(1)),
				(invalidation) -> {
				}, () -> {
				});
		return new CoherenceConfiguration().platformCoherenceLoop(follower, this.pending, properties);
	}

	/**
	 * A log that is out of reach until a test says otherwise, and empty then.
	 */
	private static final class BrokenLog extends FakeLog {

		private final AtomicInteger looks = new AtomicInteger();

		private final AtomicInteger appends = new AtomicInteger();

		private volatile boolean broken = true;

		@Override
		public CompletionStage<String> append(Invalidation invalidation) {
			this.appends.incrementAndGet();
			return this.broken ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
					: CompletableFuture.completedFuture("1-0");
		}

		@Override
		public Position end() {
			this.looks.incrementAndGet();
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			return new Position("0-0", "server");
		}

		@Override
		public Entries readAfter(Position position) {
			return new Entries(position, List.of(), true);
		}

	}

}
