package io.portfolioplatform.health.scorecard;

/**
 * What is judged. Every value is a share between 0 and 1, except for waiters.
 */
public enum Metric {

	/** Requests of an endpoint that took longer than the objective. */
	SLOW_REQUESTS("Find the slow part in its traces; memoize it, or give the query an index."),

	/** Requests answered with 5xx. */
	ERRORS("Look for the exception in the log; roll back if it came with a release."),

	/** Connections of a pool that are in use, on average. */
	POOL_USE("Shorten transactions, keep remote calls out of them, or raise the share of this process."),

	/** Threads that wait for a connection, on average. */
	POOL_WAITERS(
			"The pool is too small for the load or a connection is held too long: look for the longest transaction."),

	/** Reads of a cache that found a value. */
	CACHE_HITS("Lengthen the time to live, make keys coarser, or raise the size of the cache."),

	/** Requests refused to protect the others. */
	SHED_REQUESTS("Add processes, or make the route that sheds cheaper."),

	/** Time that the garbage collector stopped the application. */
	GC_PAUSE("Give the process more memory, or look for what allocates.");

	private final String advice;

	Metric(String advice) {
		this.advice = advice;
	}

	/**
	 * Return what to do when the objective is missed.
	 * @return one sentence
	 */
	String advice() {
		return this.advice;
	}

}
