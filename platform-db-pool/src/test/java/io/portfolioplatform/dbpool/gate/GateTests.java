package io.portfolioplatform.dbpool.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.dbpool.Lane;
import io.portfolioplatform.dbpool.metrics.GateMeterBinder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Gate}.
 */
class GateTests {

	private static final long LONG = Duration.ofMinutes(1).toNanos();

	private final List<String> order = Collections.synchronizedList(new ArrayList<>());

	@Test
	void admitsInTheOrderOfArrival() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		Permit permit = gate.acquire(LONG);
		List<CompletableFuture<Void>> waiters = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			waiters.add(waiter(gate, Lane.INTERACTIVE, "" + i));
		}
		permit.close();
		waiters.forEach(CompletableFuture::join);
		assertThat(this.order).isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
				"13", "14", "15", "16", "17", "18", "19"));
		assertThat(gate.state().used()).isZero();
	}

	@Test
	void letsInteractiveThreadsPassAndNeverStarvesTheBackground() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		Permit permit = gate.acquire(LONG);
		List<CompletableFuture<Void>> waiters = new ArrayList<>();
		waiters.add(waiter(gate, Lane.BACKGROUND, "background"));
		for (int i = 0; i < 20; i++) {
			waiters.add(waiter(gate, Lane.INTERACTIVE, "interactive"));
		}
		permit.close();
		waiters.forEach(CompletableFuture::join);
		assertThat(this.order.indexOf("background")).isBetween(1, 8);
	}

	@Test
	void shrinksAndGrowsAtOnce() throws ShedException {
		Gate gate = new Gate(new GateSize(2, 0));
		Permit one = gate.acquire(LONG);
		Permit other = acquireElsewhere(gate);
		gate.resize(new GateSize(1, 0));
		one.close();
		refused(gate, 0, "in use");
		other.close();
		gate.acquire(0).close();
		Permit last = gate.acquire(LONG);
		CompletableFuture<Void> waiter = waiter(gate, Lane.INTERACTIVE, "late");
		gate.resize(new GateSize(2, 0));
		waiter.join();
		last.close();
		assertThat(gate.state().used()).isZero();
	}

	@Test
	void shedsAtTheDeadlineAndBeforeWhereItIsHopeless() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		new Permit(gate, new Holder(), System.nanoTime() - LONG, true, 0).close();
		Permit permit = gate.acquire(LONG);
		refused(gate, Duration.ofMillis(20).toNanos(), "after 20 ms");
		CompletableFuture<Void> waiter = waiter(gate, Lane.INTERACTIVE, "waits");
		// A minute, and as long as the machine took to give that permit back.
		refused(gate, LONG / 2, "No connection in time: 1 wait for 1 connections, about 6\\d{4} ms");
		permit.close();
		waiter.join();
		assertThat(gate.state().shed()).isEqualTo(2);
	}

	@Test
	void tellsOfWhichLaneItSheds() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		MeterRegistry registry = new SimpleMeterRegistry();
		new GateMeterBinder(gate).bindTo(registry);
		Permit permit = gate.acquire(LONG);
		assertThatExceptionOfType(ShedException.class).isThrownBy(() -> Lane.BACKGROUND.call(() -> gate.acquire(LONG)));
		permit.close();
		gate.shut("No lease.");
		assertThatExceptionOfType(ShedException.class).isThrownBy(() -> Lane.BACKGROUND.call(() -> gate.acquire(LONG)));
		assertThatExceptionOfType(ShedException.class).isThrownBy(() -> gate.acquire(LONG));
		assertThat(shed(registry, "background")).isEqualTo(2);
		assertThat(shed(registry, "interactive")).isEqualTo(1);
		assertThat(gate.state().shed()).isEqualTo(3);
	}

	private static double shed(MeterRegistry registry, String lane) {
		return registry.get("platform.dbpool.gate.shed").tag("lane", lane).functionCounter().count();
	}

	@Test
	void aThreadWithAConnectionNeverQueues() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 1));
		nest(gate);
		try (Permit outer = gate.acquire(LONG); Permit inner = gate.acquire(LONG)) {
			assertThat(inner.isReserved()).isTrue();
			assertThat(outer.isReserved()).isFalse();
			assertThatExceptionOfType(ShedException.class).isThrownBy(() -> gate.acquire(LONG))
				.withMessageContaining("REQUIRES_NEW")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("PP001"));
		}
		assertThat(gate.state().used()).isZero();
	}

	private void nest(Gate gate) throws ShedException {
		try (Permit outer = gate.acquire(LONG); Permit inner = gate.acquire(LONG)) {
			assertThat(List.of(outer, inner)).noneMatch(Permit::isReserved);
		}
	}

	@Test
	void keepsNoReserveBeforeAThreadNests() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 1));
		Permit elsewhere = acquireElsewhere(gate);
		try (Permit outer = gate.acquire(LONG)) {
			assertThat(outer.isReserved()).isFalse();
			assertThatExceptionOfType(ShedException.class).isThrownBy(() -> gate.acquire(LONG))
				.withMessageContaining("REQUIRES_NEW");
			elsewhere.close();
			assertThat(gate.acquire(LONG).isReserved()).isTrue();
		}
	}

	@Test
	void shrinksWhileTheReserveIsRecalled() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 1));
		Permit elsewhere = acquireElsewhere(gate);
		try (Permit outer = gate.acquire(LONG)) {
			assertThat(outer.isReserved()).isFalse();
			assertThatExceptionOfType(ShedException.class).isThrownBy(() -> gate.acquire(LONG));
			gate.resize(new GateSize(1, 0));
			elsewhere.close();
			assertThatExceptionOfType(ShedException.class).isThrownBy(() -> gate.acquire(LONG));
		}
		gate.acquire(0).close();
		assertThat(gate.state().used()).isZero();
	}

	@Test
	void aPermitClosedTwiceOrElsewhereCountsOnce() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		Permit permit = gate.acquire(LONG);
		CompletableFuture.runAsync(permit::close).join();
		permit.close();
		gate.acquire(0);
		refused(gate, 0, "all 1 are in use");
	}

	@Test
	void neverAdmitsMoreThanItsSizeAndLosesNobody() throws Exception {
		Gate gate = new Gate(new GateSize(4, 0));
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger done = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			Lane lane = (i % 3 == 0) ? Lane.BACKGROUND : Lane.INTERACTIVE;
			Thread thread = new Thread(() -> {
				for (int j = 0; j < 500; j++) {
					Permit permit = elsewhere(gate, lane);
					most.accumulateAndGet(inside.incrementAndGet(), Math::max);
					Thread.yield();
					inside.decrementAndGet();
					done.incrementAndGet();
					permit.close();
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(done).hasValue(64 * 500);
		assertThat(most.get()).isLessThanOrEqualTo(4);
		assertThat(gate.state()).satisfies((state) -> assertThat(state.used() + state.waiting()).isZero());
	}

	@Test
	void refusesEveryoneAtOnceWhileItIsShut() throws Exception {
		Gate gate = new Gate(new GateSize(1, 0));
		Permit permit = gate.acquire(LONG);
		CompletableFuture<Exception> refused = new CompletableFuture<>();
		new Thread(() -> {
			try {
				gate.acquire(LONG);
			}
			catch (ShedException ex) {
				refused.complete(ex);
			}
		}).start();
		Awaitility.await().until(() -> gate.state().waiting() == 1);
		gate.shut("There is no lease");
		assertThat(refused.join()).hasMessage("There is no lease");
		assertThat(gate.state().waiting()).isZero();
		permit.close();
		refused(gate, LONG, "There is no lease");
		gate.openUntil(System.nanoTime() + LONG);
		gate.acquire(0).close();
		assertThat(gate.state().used()).isZero();
	}

	/**
	 * Closed again and again just when a thread comes.
	 */
	@Test
	void nobodyWaitsWhoComesWhileItIsShut() throws Exception {
		Gate gate = new Gate(new GateSize(0, 0));
		int rounds = 5_000;
		AtomicInteger round = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		Thread comer = new Thread(() -> {
			for (int i = 1; i <= rounds; i++) {
				while (round.get() < i) {
					Thread.onSpinWait();
				}
				try {
					gate.acquire(LONG).close();
				}
				catch (ShedException ex) {
					refused.set(i);
				}
			}
		});
		comer.setDaemon(true);
		comer.start();
		for (int i = 1; i <= rounds; i++) {
			gate.openUntil(System.nanoTime() + LONG);
			round.set(i);
			for (int spin = i % 100; spin > 0; spin--) {
				Thread.onSpinWait();
			}
			gate.shut("There is no lease");
			long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
			while (refused.get() < i) {
				assertThat(System.nanoTime()).as("round " + i).isLessThan(end);
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void refusesThreadsAfterItsTimeWhateverItWasTold() throws Exception {
		Gate gate = new Gate(new GateSize(1, 0));
		Permit permit = gate.acquire(LONG);
		long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
		gate.openUntil(end);
		CompletableFuture<Exception> refused = new CompletableFuture<>();
		new Thread(() -> {
			try {
				gate.acquire(LONG);
			}
			catch (ShedException ex) {
				refused.complete(ex);
			}
		}).start();
		Awaitility.await().until(() -> System.nanoTime() - end > 0);
		permit.close();
		assertThat(refused.join()).hasMessageContaining("was suspended");
		refused(gate, LONG, "was suspended");
		assertThat(gate.state().used()).isZero();
	}

	@Test
	void hasNoMorePermitsAfterItWasOpenedWhileItRefused() throws Exception {
		Gate gate = new Gate(new GateSize(1, 0));
		AtomicBoolean done = new AtomicBoolean();
		Thread renewal = new Thread(() -> {
			while (!done.get()) {
				gate.openUntil(System.nanoTime());
				gate.openUntil(System.nanoTime() + LONG);
			}
		});
		renewal.start();
		for (int i = 0; i < 500_000; i++) {
			try {
				gate.acquire(0).close();
			}
			catch (ShedException ex) {
				// The gate had ended.
				assertThat(ex.getMessage()).contains("was suspended");
			}
		}
		done.set(true);
		renewal.join();
		gate.openUntil(System.nanoTime() + LONG);
		gate.acquire(0);
		refused(gate, 0, "all 1 are in use");
	}

	@Test
	void saysHowLongAPermitWasWaitedFor() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		long start = System.nanoTime();
		Permit first = gate.acquire(LONG);
		CompletableFuture<Permit> second = CompletableFuture.supplyAsync(() -> elsewhere(gate, Lane.INTERACTIVE));
		Awaitility.await().until(() -> gate.state().waiting() == 1);
		long waiting = System.nanoTime();
		Awaitility.await().until(() -> System.nanoTime() - waiting > Duration.ofMillis(20).toNanos());
		first.close();
		assertThat(second.join().waitedNanos()).isBetween(Duration.ofMillis(20).toNanos(), System.nanoTime() - start);
		assertThat(first.waitedNanos()).isZero();
	}

	@Test
	void keepsNoPermitWhateverTheListenerThrows() throws ShedException {
		Gate gate = new Gate(new GateSize(1, 0));
		gate.listen((nanos) -> {
			throw new OutOfMemoryError("it passes");
		});
		Permit permit = gate.acquire(LONG);
		CompletableFuture<Permit> waiter = CompletableFuture.supplyAsync(() -> elsewhere(gate, Lane.INTERACTIVE));
		Awaitility.await().until(() -> gate.state().waiting() == 1);
		permit.close();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(waiter::join)
			.withCauseInstanceOf(OutOfMemoryError.class);
		assertThat(gate.state().used()).isZero();
		gate.acquire(0).close();
	}

	private CompletableFuture<Void> waiter(Gate gate, Lane lane, String name) {
		int before = gate.state().waiting();
		CompletableFuture<Void> done = new CompletableFuture<>();
		new Thread(() -> {
			Permit permit = elsewhere(gate, lane);
			this.order.add(name);
			permit.close();
			done.complete(null);
		}).start();
		Awaitility.await().until(() -> gate.state().waiting() == before + 1);
		return done;
	}

	private static Permit elsewhere(Gate gate, Lane lane) {
		try {
			return lane.call(() -> gate.acquire(LONG));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Permit acquireElsewhere(Gate gate) {
		CompletableFuture<Permit> permit = new CompletableFuture<>();
		new Thread(() -> {
			try {
				permit.complete(gate.acquire(LONG));
			}
			catch (ShedException ex) {
				permit.completeExceptionally(ex);
			}
		}).start();
		return permit.join();
	}

	private static void refused(Gate gate, long waitNanos, String message) {
		CompletableFuture<Permit> permit = new CompletableFuture<>();
		new Thread(() -> {
			try {
				permit.complete(gate.acquire(waitNanos));
			}
			catch (ShedException ex) {
				permit.completeExceptionally(ex);
			}
		}).start();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(permit::get)
			.withCauseInstanceOf(ShedException.class)
			.withMessageMatching(".*" + message + ".*");
	}

}
