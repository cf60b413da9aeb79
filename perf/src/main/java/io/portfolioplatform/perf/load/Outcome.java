package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Rounds;
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
	 * Put those together that came of the same rate.
	 * @param outcomes of several rounds
	 * @return those of each rate, the lowest first
	 */
	static SortedMap<Integer, List<Outcome>> byRate(Stream<Outcome> outcomes) {
		return outcomes.collect(Collectors.groupingBy(Outcome::offered, TreeMap::new, Collectors.toList()));
	}

	/**
	 * Return the median of what the system showed.
	 * @param rounds outcomes at the same rate
	 * @param figure one of its figures
	 * @return the median
	 */
	static double ofSystem(List<Outcome> rounds, ToDoubleFunction<Sample> figure) {
		return Rounds.median(rounds, (outcome) -> figure.applyAsDouble(outcome.system()));
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
