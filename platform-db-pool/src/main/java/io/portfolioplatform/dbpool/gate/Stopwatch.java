package io.portfolioplatform.dbpool.gate;

/**
 * Times one permit.
 *
 * @param start when it was taken, in the terms of {@link System#nanoTime()}
 */
record Stopwatch(long start) {

	static Stopwatch started() {
		return new Stopwatch(System.nanoTime());
	}

	long nanos() {
		return System.nanoTime() - this.start;
	}

}
