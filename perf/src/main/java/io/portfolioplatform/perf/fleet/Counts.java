package io.portfolioplatform.perf.fleet;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the pods of one JVM count, told to the parent process line by line.
 */
final class Counts {

	static final String FIRST = "fleet-first";

	static final String COUNTS = "fleet-counts";

	private final LongAdder used = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder refused = new LongAdder();

	void used(boolean done) {
		(done ? this.used : this.failed).increment();
	}

	void refused(long more) {
		this.refused.add(more);
	}

	void first(String pod, long millis) {
		System.out.println(FIRST + " " + pod + " " + millis);
	}

	void tell(long refusedByLivingPods) {
		System.out.println(COUNTS + " " + this.used.sum() + " " + this.failed.sum() + " "
				+ (this.refused.sum() + refusedByLivingPods));
	}

}
