package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Map;

/**
 * Systems that have shown something, for the tests of the reports.
 */
final class Samples {

	private Samples() {
	}

	/**
	 * A sample of one that did well: four of five reads were hits, and as many requests
	 * reads.
	 * @param cpu cores that each program kept busy
	 */
	static Sample of(Map<String, Double> cpu) {
		return sample(0.5, 81, List.of(50.0, 50.0), cpu);
	}

	static Sample sample(double poolUse, double hits, List<Double> requests, Map<String, Double> cpu) {
		return new Sample(poolUse, 0.04, 2, hits, 100, 100, requests, 200, 12, 1024 * 1024, cpu, 0.5, 25, 1);
	}

	static Outcome outcome(int offered, double errors, double p95, Sample system) {
		return new Outcome(offered, offered * (1 - errors), errors, p95 / 4, p95, p95 * 2, system);
	}

}
