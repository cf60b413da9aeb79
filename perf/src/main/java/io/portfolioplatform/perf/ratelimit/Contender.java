package io.portfolioplatform.perf.ratelimit;

/**
 * A limiter that is measured, on one key.
 */
interface Contender extends AutoCloseable {

	boolean admits();

	/**
	 * How many reads each of its scripts makes itself, which are not commands of a
	 * client.
	 */
	default int readsInScript() {
		return 0;
	}

	@Override
	void close();

}
