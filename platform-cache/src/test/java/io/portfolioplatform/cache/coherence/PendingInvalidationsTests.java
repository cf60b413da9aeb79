package io.portfolioplatform.cache.coherence;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PendingInvalidations}.
 */
class PendingInvalidationsTests {

	private static final Invalidation ONE = Invalidation.all("one");

	private final HeldLog log = new HeldLog();

	private final PendingInvalidations pending = new PendingInvalidations(this.log);

	@Test
	void isSettledWhenTheLogHasIt() {
		assertThat(this.pending.isSettled()).isTrue();
		this.pending.publish(ONE);
		assertThat(this.pending.isSettled()).isFalse();
		this.log.accept();
		assertThat(this.pending.isSettled()).isTrue();
	}

	@Test
	void evictsOnceItIsUnderWayAndBeforeItIsSent() {
		this.pending.publish(ONE, () -> {
			assertThat(this.pending.isSettled()).isFalse();
			assertThat(this.log.appends()).isEmpty();
		});
		assertThat(this.log.appends()).hasSize(1);
	}

	@Test
	void isSentThoughTheEvictionFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.pending.publish(ONE, () -> {
			throw new IllegalStateException("a key that cannot be compared");
		}));
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
		this.log.accept();
		assertThat(this.pending.isSettled()).isTrue();
	}

	@Test
	void whatAnErrorKeepsFromTheLogIsAppendedAgain() {
		AtomicInteger errors = new AtomicInteger(2);
		HeldLog failing = new HeldLog() {

			@Override
			public CompletionStage<String> append(Invalidation invalidation) {
				if (errors.getAndDecrement() > 0) {
					throw new OutOfMemoryError("it passes");
				}
				return super.append(invalidation);
			}

		};
		PendingInvalidations pending = new PendingInvalidations(failing);
		pending.publish(ONE);
		pending.retry();
		assertThat(pending.isSettled()).isFalse();
		pending.retry();
		failing.accept();
		assertThat(pending.isSettled()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatAnErrorKeepsFromAnAnswerIsAppendedAgain(boolean answered) {
		AtomicInteger errors = new AtomicInteger(2);
		HeldLog failing = new HeldLog() {

			@Override
			public CompletionStage<String> append(Invalidation invalidation) {
				return (errors.getAndDecrement() > 0) ? new Unheard(answered) : super.append(invalidation);
			}

		};
		PendingInvalidations pending = new PendingInvalidations(failing);
		pending.publish(ONE);
		pending.retry();
		assertThat(pending.isSettled()).isFalse();
		pending.retry();
		pending.retry();
		failing.accept();
		assertThat(failing.appends()).as("told once more").isEmpty();
		assertThat(pending.isSettled()).isTrue();
		assertThat(pending.isTold(1)).isTrue();
		assertThat(pending.settle(Duration.ZERO)).isTrue();
	}

	/**
	 * Checked by a model checker over the interleavings: who has evicted must not go on
	 * in the moment in which its eviction is on its way again.
	 */
	@Test
	void nobodyMissesWhatIsRefused() {
		check(Refusing.class, "evict", "retry");
	}

	/**
	 * Checked by a model checker as well: a row of the journal is deleted when its
	 * eviction is told.
	 */
	@Test
	void whatIsBeingRefusedIsNotTold() {
		check(BeingRefused.class, "refuse", "isTold");
	}

	private static void check(Class<?> type, String one, String other) {
		List<List<Actor>> together = List.of(List.of(actor(type, one)), List.of(actor(type, other)));
		ModelCheckingOptions options = new ModelCheckingOptions().iterations(0)
			.addCustomScenario(new ExecutionScenario(List.of(), together, List.of(), null))
			.invocationsPerIteration(1_000)
			.minimizeFailedScenario(false);
		assertThatNoException().isThrownBy(() -> options.check(type));
	}

	private static Actor actor(Class<?> type, String name) {
		Method method = Objects.requireNonNull(ReflectionUtils.findMethod(type, name));
		return new Actor(method, List.of());
	}

	@Test
	void soManyAreRefusedThatOneStandsForAll() {
		List<Invalidation> sent = new ArrayList<>();
		HeldLog log = new HeldLog() {

			@Override
			public CompletionStage<String> append(Invalidation invalidation) {
				sent.add(invalidation);
				return super.append(invalidation);
			}

		};
		PendingInvalidations pending = new PendingInvalidations(log);
		for (int outage = 0; outage < 2; outage++) {
			for (int i = 0; i < 20_000; i++) {
				pending.publish(Invalidation.of("many", "m", "i1:" + i));
				log.refuse();
			}
			sent.clear();
			pending.retry();
			assertThat(sent).hasSizeBetween(1, 10_001).containsOnlyOnce(Invalidation.all("many"));
			sent.forEach((again) -> log.accept());
			assertThat(pending.isSettled()).isTrue();
			assertThat(pending.isTold(pending.published())).isTrue();
			assertThat(pending.settle(Duration.ZERO)).isTrue();
		}
	}

	/**
	 * A concurrent set counts in several places, one after the other, so that it may
	 * count the going of one whose coming it has not counted.
	 */
	@Test
	void isNotSettledWhileOneWaitsHoweverManyComeAndGo() {
		this.pending.publish(ONE);
		this.log.refuse();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		boolean settled = false;
		try {
			for (int i = 0; i < 2; i++) {
				threads.execute(this::come);
				threads.execute(this::go);
			}
			long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
			while (!settled && System.nanoTime() < end) {
				for (int i = 0; i < 1_000; i++) {
					settled |= this.pending.isSettled();
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.pending.published()).isGreaterThan(1);
		assertThat(settled).isFalse();
	}

	private void come() {
		while (!Thread.currentThread().isInterrupted()) {
			if (this.log.appends().size() < 100) {
				this.pending.publish(ONE);
			}
		}
	}

	private void go() {
		while (!Thread.currentThread().isInterrupted()) {
			CompletableFuture<String> append = this.log.appends().poll();
			if (append != null) {
				append.complete("1-0");
			}
		}
	}

	/**
	 * Refuses an append, or leaves it open, and has no memory for who waits for that.
	 */
	private static final class Unheard extends CompletableFuture<String> {

		private final boolean answered;

		Unheard(boolean answered) {
			this.answered = answered;
		}

		@Override
		public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
			if (this.answered) {
				CompletableFuture.<String>failedStage(new IllegalStateException("NOREPLICAS")).whenComplete(action);
			}
			throw new OutOfMemoryError("it passes");
		}

	}

	/**
	 * What is refused at first and then under way for ever.
	 */
	public static class Refusing {

		private final PendingInvalidations pending;

		private boolean refused;

		public Refusing() {
			HeldLog log = new HeldLog() {

				@Override
				public CompletionStage<String> append(Invalidation invalidation) {
					boolean again = Refusing.this.refused;
					Refusing.this.refused = true;
					return again ? new CompletableFuture<>()
							: CompletableFuture.failedFuture(new IllegalStateException("NOREPLICAS"));
				}

			};
			this.pending = new PendingInvalidations(log);
		}

		@Operation
		public boolean evict() {
			this.pending.publish(ONE);
			return this.pending.settle(Duration.ZERO);
		}

		@Operation
		public void retry() {
			this.pending.retry();
		}

	}

	/**
	 * What is under way at first and then refused.
	 */
	public static class BeingRefused {

		private final HeldLog log = new HeldLog();

		private final PendingInvalidations pending = new PendingInvalidations(this.log);

		public BeingRefused() {
			this.pending.publish(ONE);
		}

		@Operation
		public void refuse() {
			this.log.refuse();
		}

		@Operation
		public boolean isTold() {
			return this.pending.isTold(1);
		}

	}

}
