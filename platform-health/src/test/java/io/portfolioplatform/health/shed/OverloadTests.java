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
import java.util.function.IntFunction;

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

	/**
	 * Of four requests three are for one route, the others for ten that have little to do
	 * each.
	 */
	private static final int SIDE_ROUTES = 4;

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
	void goodputHoldsIfTheLoadIsOfManyRoutes() {
		Run run = new Simulation(true, SIDE_ROUTES).run(3);
		assertThat(run.goodput()).isGreaterThan(0.93 * CAPACITY);
	}

	/**
	 * Of each route fewer than seven requests end in a second, so that it takes seconds
	 * until the limits are learned.
	 */
	@Test
	void goodputHoldsIfTheLoadIsOfManyEqualRoutes() {
		Run run = new Simulation(true, 2, (request) -> "/work/" + request % 30).run(3);
		assertThat(run.goodput()).isGreaterThan(0.7 * CAPACITY);
	}

	@Test
	void refusesNothingWithinTheCapacity() {
		assertThat(new Simulation(true, SIDE_ROUTES).run(0.8).goodput()).isGreaterThanOrEqualTo(0.8 * CAPACITY - 1);
		assertThat(new Simulation(true).run(0.8).goodput()).isGreaterThanOrEqualTo(0.8 * CAPACITY - 1);
	}

	/**
	 * A server as a queue in front of its permits.
	 */
	private static final class Simulation {

		private final RouteLimits limits;

		private final boolean shedding;

		private final IntFunction<String> routes;

		private final Deque<Arrived> backlog = new ArrayDeque<>();

		private final Deque<Arrived> waiting = new ArrayDeque<>();

		private final PriorityQueue<Working> working = new PriorityQueue<>(Comparator.comparingLong(Working::ends));

		private final List<Long> times = new ArrayList<>();

		private int count;

		Simulation(boolean shedding) {
			this(shedding, 8, (request) -> "/work");
		}

		Simulation(boolean shedding, int sideRoutes) {
			this(shedding, 8, (request) -> (request % 4 == 0) ? "/side/" + request / 4 % sideRoutes : "/work");
		}

		Simulation(boolean shedding, int minLimit, IntFunction<String> routes) {
			this.limits = new RouteLimits(List::of,
					new LimitSettings(Duration.ofMillis(300), Map.of(), 100, minLimit, 400, 1000));
			this.shedding = shedding;
			this.routes = routes;
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
			RouteLimit limit = this.limits.limitOf(this.routes.apply(this.count++));
			if (this.shedding && !limit.tryBegin(RequestPriority.INTERACTIVE)) {
				return;
			}
			this.backlog.add(new Arrived(now, limit));
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
				long took = done.ends() - done.request().at();
				if (this.shedding) {
					done.request().limit().end(done.request().at(), took, false);
				}
				this.times.add(took);
				startWork(done.ends());
			}
		}

	}

	/**
	 * A request.
	 *
	 * @param at when it came
	 * @param limit of its route
	 */
	private record Arrived(long at, RouteLimit limit) {

	}

	/**
	 * A request that holds a permit.
	 *
	 * @param request the request
	 * @param ends when it will be done
	 */
	private record Working(Arrived request, long ends) {

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
