package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which rates are offered, one after the other, and for how long.
 *
 * @param steps what is offered: first to get warm, then the guide's rate, then ever more
 */
record LoadPlan(List<Step> steps) {

	/**
	 * How unevenly users come: the busiest of 1,000 makes 4 in 100 requests.
	 */
	static final double ZIPF_EXPONENT = 0.7;

	/** Time between two requests of a user of the guide's load test, in seconds. */
	static final int THINK_SECONDS = 10;

	/** Arrivals per second of the guide's load test: 1,000 users who think for 10 s. */
	static final int GUIDE_RATE = 100;

	/**
	 * Of fewer the busiest would be refused by their own limits before the system breaks.
	 */
	static final int USERS = 1000;

	private static final int FURTHER_STEPS = 8;

	/**
	 * Three JVMs that have just started compile on the cores that the load needs: until
	 * they have, they get half of it, which rises slowly.
	 */
	private static final Step WARM_UP = new Step(USERS, GUIDE_RATE / 2, 60, 60);

	/** As long as Gatling's own JVM needs to get going. */
	private static final int RAMP_SECONDS = 15;

	/**
	 * The guide's test, 100 arrivals a second for 300 s, then 50 % more in every step.
	 * @return the plan at full length
	 */
	static LoadPlan full() {
		return of(300, 30);
	}

	/**
	 * The same with as many users and a tenth of the time of the guide's rate, a sixth of
	 * that of the others.
	 * @return the short plan
	 */
	static LoadPlan brief() {
		return of(30, 5);
	}

	/**
	 * For what may break early: it begins at half of the guide's rate. It goes on to far
	 * beyond what breaks the load test.
	 * @return the plan of the comparison
	 */
	static LoadPlan comparison() {
		Stream<Step> steps = Stream.of(50, 100, 150, 225, 340, 505, 760, 1140, 1710)
			.map((rate) -> new Step(USERS, rate, RAMP_SECONDS, 30));
		return new LoadPlan(Stream.concat(Stream.of(WARM_UP), steps).toList());
	}

	/**
	 * For numbers of users that the system carries, to compare what is planned with what
	 * is seen: first nothing at all, then ever more users. What is remembered of users
	 * stays for minutes, so that fewer after more would find what those have left.
	 * @return the plan of the check of the planner
	 */
	static LoadPlan sizes() {
		// What compilers still use of the CPU would be planned for. The busiest of fewer
		// users would be refused by their own limits.
		Stream<Step> first = Stream.of(new Step(500, 2 * GUIDE_RATE, 60, 300), new Step(500, 0, 0, 60));
		// Long enough for the users who are new to come a first time before it is
		// counted,
		// and for the few requests that by chance cost more than others.
		Stream<Step> sizes = Stream.of(500, USERS, 1500, 2000)
			.map((users) -> new Step(users, users / THINK_SECONDS, 60, 180));
		return new LoadPlan(Stream.concat(first, sizes).toList());
	}

	private static LoadPlan of(int guideSeconds, int stepSeconds) {
		Stream<Step> further = IntStream.rangeClosed(1, FURTHER_STEPS)
			.mapToObj(
					(n) -> new Step(USERS, (int) Math.round(GUIDE_RATE * Math.pow(1.5, n)), RAMP_SECONDS, stepSeconds));
		return new LoadPlan(
				Stream.concat(Stream.of(WARM_UP, new Step(USERS, GUIDE_RATE, RAMP_SECONDS, guideSeconds)), further)
					.toList());
	}

	/**
	 * Return how many users the system must have.
	 * @return the number of users
	 */
	int users() {
		return this.steps.stream().mapToInt(Step::users).max().orElseThrow();
	}

	/**
	 * One rate for one time.
	 *
	 * @param users how many users there are, the first of all
	 * @param rate arrivals per second; 0 to look at the system at rest
	 * @param ramp seconds until it is reached
	 * @param seconds for how long then
	 */
	record Step(int users, int rate, int ramp, int seconds) {

	}

}
