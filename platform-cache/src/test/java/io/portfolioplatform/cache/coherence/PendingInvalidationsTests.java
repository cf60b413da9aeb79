package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PendingInvalidations}.
 */
class PendingInvalidationsTests {

	private static final Invalidation ONE = Invalidation.all("one");

	private final Appends log = new Appends();

	private final PendingInvalidations pending = new PendingInvalidations(this.log);

	@Test
	void isSettledWhenTheLogHasIt() {
		assertThat(this.pending.isSettled()).isTrue();
		this.pending.publish(ONE);
		assertThat(this.pending.isSettled()).isFalse();
		this.log.next().complete("1-0");
		assertThat(this.pending.isSettled()).isTrue();
	}

	@Test
	void whatIsRefusedIsNotSettledUntilItIsAppendedAgain() {
		this.pending.publish(ONE);
		this.log.refuse();
		assertThat(this.pending.settle(Duration.ofMinutes(1))).isFalse();
		this.pending.retry();
		assertThat(this.pending.settle(Duration.ofMinutes(1))).as("while it is on its way again").isFalse();
		this.log.refuse();
		assertThat(this.pending.isSettled()).isFalse();
		this.pending.retry();
		this.log.next().complete("1-0");
		assertThat(this.pending.isSettled()).isTrue();
	}

	/**
	 * Who waits for its own eviction must not go on in the moment in which it is on its
	 * way again.
	 */
	@RepeatedTest(500)
	void whoWaitsNeverMissesWhatIsRefused() throws Exception {
		this.pending.publish(ONE);
		CountDownLatch waiting = new CountDownLatch(1);
		CompletableFuture<Boolean> settled = CompletableFuture.supplyAsync(() -> {
			waiting.countDown();
			return this.pending.settle(Duration.ofSeconds(20));
		});
		waiting.await();
		this.log.refuse();
		this.pending.retry();
		assertThat(settled.get(20, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void soManyAreRefusedThatOneStandsForAll() {
		for (int i = 0; i < 20_000; i++) {
			this.pending.publish(Invalidation.of("many", "m", "i1:" + i));
			this.log.refuse();
		}
		this.pending.retry();
		assertThat(this.log.appends.size()).isBetween(1, 10_001);
		Queue<CompletableFuture<String>> again = new ArrayDeque<>(this.log.appends);
		again.forEach((append) -> append.complete("1-0"));
		assertThat(this.pending.isSettled()).isTrue();
	}

	/**
	 * A log that answers when a test says so.
	 */
	private static final class Appends implements InvalidationLog {

		private final Queue<CompletableFuture<String>> appends = new ConcurrentLinkedQueue<>();

		CompletableFuture<String> next() {
			return this.appends.remove();
		}

		void refuse() {
			next().completeExceptionally(new IllegalStateException("NOREPLICAS"));
		}

		@Override
		public CompletionStage<String> append(Invalidation invalidation) {
			CompletableFuture<String> append = new CompletableFuture<>();
			this.appends.add(append);
			return append;
		}

		@Override
		public CompletionStage<String> appendForAnother(Invalidation invalidation) {
			return append(invalidation);
		}

		@Override
		public Position end() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Entries readAfter(Position position) {
			throw new UnsupportedOperationException();
		}

	}

}
