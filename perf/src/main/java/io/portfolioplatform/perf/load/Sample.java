package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the system showed during one step.
 *
 * @param poolUse highest part of any backend's connections in use, from 0 to 1
 * @param waited part of those that asked for a connection that had to wait, from 0 to 1
 * @param busy connections in use on average, of all backends
 * @param hits answers that were found near or in Redis
 * @param reads cache reads
 * @param good answers in a second that were what was asked for
 * @param requests requests that each backend answered
 * @param queries round trips to the database, those of leases, jobs and health among them
 * @param sockets most connections to PgBouncer at a time
 * @param redisBytes data in Redis at the end
 * @param cpu cores that each program kept busy on average
 * @param compiling compiler threads of the backends that were at work on average
 * @param refused requests that shedding or a limit refused
 * @param missed looks at connections that failed
 */
record Sample(double poolUse, double waited, double busy, double hits, double reads, double good, List<Double> requests,
		long queries, int sockets, long redisBytes, Map<String, Double> cpu, double compiling, double refused,
		int missed) {

	/** What offers the load, among the programs. */
	static final String GENERATOR = "the load";

	Sample {
		cpu = Map.copyOf(new TreeMap<>(cpu));
		requests = List.copyOf(requests);
	}

	double hitRate() {
		return this.hits / this.reads;
	}

	/** A write is never found anywhere. */
	double answeredWithoutDatabase() {
		return this.hits / answered();
	}

	/**
	 * How often the database was asked, by whomever.
	 * @return round trips by requests served
	 */
	double queriesByRequests() {
		return this.queries / answered();
	}

	/**
	 * How many requests were refused.
	 * @return share of those that were answered or refused, from 0 to 1
	 */
	double refusals() {
		return this.refused / (this.refused + answered());
	}

	private double answered() {
		return this.requests.stream().mapToDouble(Double::doubleValue).sum();
	}

	/**
	 * How many cores programs kept busy.
	 * @param prefix what their names begin with
	 * @return cores of all of them
	 */
	double coresOf(String prefix) {
		return this.cpu.entrySet()
			.stream()
			.filter((program) -> program.getKey().startsWith(prefix))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	/**
	 * How many cores everything kept busy, what offered the load included.
	 * @return cores of all programs
	 */
	double cores() {
		return coresOf("");
	}

	/**
	 * How many cores the system kept busy, without what offered the load.
	 * @return cores of all programs but that
	 */
	double systemCores() {
		return cores() - coresOf(GENERATOR);
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
