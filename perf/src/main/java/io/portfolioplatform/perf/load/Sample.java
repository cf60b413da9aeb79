package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the system showed during one step.
 *
 * @param poolUse highest part of any backend's connections in use, from 0 to 1
 * @param hits cache hits
 * @param reads cache reads
 * @param requests requests that each backend answered
 * @param sockets most connections to PgBouncer at a time
 * @param cpu cores that each program kept busy on average
 */
record Sample(double poolUse, double hits, double reads, List<Double> requests, int sockets, Map<String, Double> cpu) {

	Sample {
		cpu = Map.copyOf(new TreeMap<>(cpu));
		requests = List.copyOf(requests);
	}

	double hitRate() {
		return this.hits / this.reads;
	}

	/**
	 * How unevenly requests were spread.
	 * @return requests of the busiest backend by those of the idlest
	 */
	double unevenness() {
		return this.requests.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN)
				/ this.requests.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
	}

}
