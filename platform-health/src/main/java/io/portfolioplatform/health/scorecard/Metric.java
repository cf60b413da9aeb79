package io.portfolioplatform.health.scorecard;

import java.util.Locale;

/**
 * What is judged. Values are shares, except for waiters and the age of the lease.
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
			"The pool is too small for the load or a connection is held too long: look for the longest transaction.",
			"%.1f", 1),

	/** Reads of a cache that found a value. */
	CACHE_HITS("Lengthen the time to live, make keys coarser, or raise the size of the cache."),

	/** Requests refused to protect the others. */
	SHED_REQUESTS("Add processes, or make the route that sheds cheaper."),

	/** Time that the garbage collector stopped the application. */
	GC_PAUSE("Give the process more memory, or look for what allocates."),

	/** Seconds since a pool's share of the fleet's connections was confirmed. */
	LEASE_AGE("The database does not renew this process's share of connections: is it reachable?", "%.1f s", 1),

	/** Processes that the requests need, by those that live. */
	POD_DEMAND("Add processes: on average more requests are in progress than those that live carry well.");

	private final String advice;

	private final String format;

	private final double factor;

	Metric(String advice) {
		this(advice, "%.1f%%", 100);
	}

	Metric(String advice, String format, double factor) {
		this.advice = advice;
		this.format = format;
		this.factor = factor;
	}

	/**
	 * Return the name for people.
	 * @return words in lower case
	 */
	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * Write a value for people.
	 * @param value the value
	 * @return the number with its unit
	 */
	String format(double value) {
		return String.format(Locale.ROOT, this.format, value * this.factor);
	}

	/**
	 * Return what to do when the objective is missed.
	 * @return one sentence
	 */
	String advice() {
		return this.advice;
	}

}
