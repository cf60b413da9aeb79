package io.portfolioplatform.perf.load;

/**
 * What the load generator saw in one step, since its rate was reached.
 *
 * @param offered arrivals per second
 * @param answered answers per second that were what was asked for
 * @param errors part of the requests without the expected answer, from 0 to 1
 * @param p50 median response time in milliseconds of all answers to requests at this
 * rate, from when Gatling sent them
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param system what the system showed meanwhile
 */
record Outcome(int offered, double answered, double errors, double p50, double p95, double p99, Sample system) {

	private static final double MOST_ERRORS = 0.01;

	private static final double LONGEST_P95 = 500;

	/**
	 * Whether the step kept the guide's criteria for errors and response times.
	 * @return whether less than 1 % failed and the 95th percentile is below 500 ms
	 */
	boolean held() {
		return this.errors < MOST_ERRORS && this.p95 < LONGEST_P95;
	}

}
