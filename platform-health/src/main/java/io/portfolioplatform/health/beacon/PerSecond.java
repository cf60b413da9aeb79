package io.portfolioplatform.health.beacon;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Lets so many through in each second of the clock.
 */
final class PerSecond {

	private final int most;

	private final LongSupplier nanos;

	private final AtomicReference<Second> current = new AtomicReference<>(new Second(Long.MIN_VALUE, 0));

	PerSecond(int most, LongSupplier nanos) {
		this.most = most;
		this.nanos = nanos;
	}

	boolean tryPass() {
		long second = TimeUnit.NANOSECONDS.toSeconds(this.nanos.getAsLong());
		Second counted = this.current
			.updateAndGet((last) -> new Second(second, (last.number() == second) ? last.passed() + 1 : 1));
		return counted.passed() <= this.most;
	}

	/**
	 * One second and how many came in it.
	 *
	 * @param number which second
	 * @param passed how many came
	 */
	private record Second(long number, int passed) {

	}

}
