package io.portfolioplatform.health;

/**
 * How much a request matters when not all can be served, lowest first.
 */
public enum RequestPriority {

	/** Nobody waits for it: prefetching, polling, synchronisation. */
	BACKGROUND,

	/** A visitor who has not signed in, or a robot. */
	ANONYMOUS,

	/** Someone who has signed in waits for it. */
	INTERACTIVE

}
