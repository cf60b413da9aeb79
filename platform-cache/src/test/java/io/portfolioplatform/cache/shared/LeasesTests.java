package io.portfolioplatform.cache.shared;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Leases}.
 */
class LeasesTests {

	private final AtomicInteger renewals = new AtomicInteger();

	@Test
	void renewsUntilTheHoldEnds() {
		try (Leases leases = new Leases(Duration.ofMillis(30), Duration.ofHours(1))) {
			SharedResults.Hold hold = leases.hold(this.renewals::incrementAndGet);
			await().until(() -> this.renewals.get() > 3);
			hold.close();
			int last = this.renewals.get();
			await().during(Duration.ofMillis(200)).until(() -> this.renewals.get() <= last + 1);
		}
	}

	@Test
	void doesNotRenewForEver() {
		try (Leases leases = new Leases(Duration.ofMillis(30), Duration.ZERO)) {
			leases.hold(this.renewals::incrementAndGet);
			await().during(Duration.ofMillis(200)).until(() -> this.renewals.get() == 0);
		}
	}

	@Test
	void forgetsWhatHangs() {
		try (Leases leases = new Leases(Duration.ofMillis(30), Duration.ofMillis(50))) {
			WeakReference<Runnable> hanging = hold(leases);
			await().until(() -> {
				System.gc();
				return hanging.refersTo(null);
			});
		}
	}

	private WeakReference<Runnable> hold(Leases leases) {
		Runnable renewal = this.renewals::incrementAndGet;
		leases.hold(renewal);
		return new WeakReference<>(renewal);
	}

	@Test
	void goesOnWithoutRenewalsWhenTheApplicationStops() {
		Leases leases = new Leases(Duration.ofMillis(30), Duration.ofHours(1));
		leases.close();
		leases.hold(this.renewals::incrementAndGet).close();
		assertThat(this.renewals).hasValue(0);
	}

}
