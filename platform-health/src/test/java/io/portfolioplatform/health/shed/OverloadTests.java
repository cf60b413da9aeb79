package io.portfolioplatform.health.shed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.health.RequestPriority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More and more load on a route that can do four things at a time, each in 20 ms, so 200
 * a second; in simulated time, so that the machine does not matter. The command
 * {@code perf.jar shedding} measures the same over HTTP.
 */
class OverloadTests {

	private static final int CAPACITY = 200;

	private static final int PERMITS = 4;

	private static final long WORK = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long USEFUL = TimeUnit.MILLISECONDS.toNanos(500);

	private static final int SECONDS = 40;

	/** How many requests Tomcat works on at a time. */
	private static final int THREADS = 200;

	@Test
	void goodputHoldsAtThreeTimesTheCapacity() {
		double peak = 0;
		for (double load : new double[] { 0.5, 0.8, 1, 1.5, 2 }) {
			peak = Math.max(peak, new Simulation(true).run(load).goodput());
		}
		Run with = new Simulation(true).run(3);
		Run without = new Simulation(false).run(3);
		assertThat(peak).isGreaterThan(0.95 * CAPACITY);
		assertThat(with.goodput()).isGreaterThanOrEqualTo(0.9 * peak);
		assertThat(with.p95()).isLessThan(USEFUL);
		assertThat(without.goodput()).as("without shedding").isLessThan(0.1 * peak);
	}

	@Test
	void refusesNothingWithinTheCapacity() {
		assertThat(new Simulation(true).run(0.8).goodput()).isGreaterThanOrEqualTo(0.8 * CAPACITY - 1);
	}

	/**
	 * A server as a queue in front of its permits.
	 */
	private static final class Simulation {

		private final RouteLimit limit = new RouteLimit("/work",
				new LimitSettings(Duration.ofMillis(300), Map.of(), 100, 8, 400, 1000));

		private final boolean shedding;

		private final Deque<Long> backlog = new ArrayDeque<>();

		private final Deque<Long> waiting = new ArrayDeque<>();

		private final PriorityQueue<Working> working = new PriorityQueue<>(Comparator.comparingLong(Working::ends));

		private final List<Long> times = new ArrayList<>();

		Simulation(boolean shedding) {
			this.shedding = shedding;
		}

		Run run(double load) {
			long gap = (long) (TimeUnit.SECONDS.toNanos(1) / (load * CAPACITY));
			for (long now = gap; now < TimeUnit.SECONDS.toNanos(SECONDS); now += gap) {
				endUntil(now);
				arrive(now);
			}
			return new Run(this.times.stream().sorted().toList());
		}

		private void arrive(long now) {
			if (this.shedding && !this.limit.tryBegin(RequestPriority.INTERACTIVE)) {
				return;
			}
			this.backlog.add(now);
			startWork(now);
		}

		private void startWork(long now) {
			while (!this.backlog.isEmpty() && this.waiting.size() + this.working.size() < THREADS) {
				this.waiting.add(this.backlog.remove());
			}
			while (!this.waiting.isEmpty() && this.working.size() < PERMITS) {
				this.working.add(new Working(this.waiting.remove(), now + WORK));
			}
		}

		private void endUntil(long now) {
			while (!this.working.isEmpty() && this.working.element().ends() <= now) {
				Working done = this.working.remove();
				long took = done.ends() - done.arrived();
				if (this.shedding) {
					this.limit.end(done.arrived(), took, false);
				}
				this.times.add(took);
				startWork(done.ends());
			}
		}

	}

	/**
	 * A request that holds a permit.
	 *
	 * @param arrived when it came
	 * @param ends when it will be done
	 */
	private record Working(long arrived, long ends) {

	}

	/**
	 * What clients saw.
	 *
	 * @param nanos times of what was served, sorted
	 */
	private record Run(List<Long> nanos) {

		double goodput() {
			return (double) this.nanos.stream().filter((time) -> time <= USEFUL).count() / SECONDS;
		}

		long p95() {
			return this.nanos.get((this.nanos.size() - 1) * 95 / 100);
		}

	}

}
