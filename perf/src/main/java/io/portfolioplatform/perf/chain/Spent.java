package io.portfolioplatform.perf.chain;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a server's CPU time went to in a further burst, which the flight recorder watched.
 *
 * @param perCore answers per second of CPU time that the server took meanwhile
 * @param samples samples of each part of its Java code
 * @param kernel part of the time that the kernel took, from 0 to 1
 * @param own part that the JVM's own threads took
 */
record Spent(double perCore, Map<String, Integer> samples, double kernel, double own) {

	static final String KERNEL = "the kernel";

	static final String OWN = "compilers, collector, recorder";

	/**
	 * Share the time of a request out: what neither the kernel nor the JVM itself took as
	 * often as code was met.
	 * @return microseconds of each part, which are {@link #micros()} together
	 */
	Map<String, Double> parts() {
		Map<String, Double> parts = new TreeMap<>(Map.of(KERNEL, this.kernel * micros(), OWN, this.own * micros()));
		this.samples
			.forEach((part, count) -> parts.put(part, (1 - this.kernel - this.own) * micros() * count / sampled()));
		return parts;
	}

	/** CPU time of a request in microseconds. */
	double micros() {
		return 1e6 / this.perCore;
	}

	int sampled() {
		return this.samples.values().stream().mapToInt(Integer::intValue).sum();
	}

}
