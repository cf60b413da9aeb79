package io.portfolioplatform.perf.chain;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a server's CPU time went to in a further burst.
 *
 * @param samples samples of each part of its Java code
 * @param kernel part of the time that the kernel took, from 0 to 1
 * @param own part that the JVM's own threads took
 */
record Spent(Map<String, Integer> samples, double kernel, double own) {

	static final String KERNEL = "the kernel";

	static final String OWN = "compilers, collector, recorder";

	/**
	 * Share the time out: what neither the kernel nor the JVM itself took as often as
	 * code was met.
	 * @return the share of each part, which are 1 together
	 */
	Map<String, Double> shares() {
		Map<String, Double> shares = new TreeMap<>(Map.of(KERNEL, this.kernel, OWN, this.own));
		this.samples.forEach((part, count) -> shares.put(part, (1 - this.kernel - this.own) * count / sampled()));
		return shares;
	}

	int sampled() {
		return this.samples.values().stream().mapToInt(Integer::intValue).sum();
	}

}
