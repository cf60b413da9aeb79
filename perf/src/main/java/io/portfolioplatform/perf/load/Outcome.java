package io.portfolioplatform.perf.load;

import org.jspecify.annotations.Nullable;

/**
 * What the load generator saw in one step, since its rate was reached.
 *
 * @param offered arrivals per second
 * @param sent when requests were really sent; older results do not say it
 * @param answered answers per second that were what was asked for
 * @param errors part of the requests without the expected answer, from 0 to 1
 * @param p50 median response time in milliseconds of all answers to requests at this
 * rate, from when Gatling sent them
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param system what the system showed meanwhile
 */
record Outcome(int offered, @Nullable Arrivals sent, double answered, double errors, double p50, double p95, double p99,
		Sample system) {

	Outcome(int offered, double answered, double errors, double p50, double p95, double p99, Sample system) {
		this(offered, null, answered, errors, p50, p95, p99, system);
	}

	/**
	 * Whether the step kept the guide's criteria for errors and response times: of those
	 * only these decide whether it broke.
	 * @return whether less than 1 % failed and the 95th percentile is below 500 ms
	 */
	boolean held() {
		return Criterion.ERRORS.keptBy(this) && Criterion.P95.keptBy(this);
	}

}
