package io.portfolioplatform.dbpool.lease;

/**
 * Rules of the protocol, each of which can be left out to see that it is needed.
 */
enum Guard {

	/** The process reports what it may have, not only what it has. */
	REPORTS_A_BOUND,

	/** The process counts a closed connection until the other end has closed it. */
	COUNTS_CLOSING,

	/** The process closes its connections when it could not renew. */
	OBEYS_THE_DEADLINE,

	/** The lease counts from before it was asked for. */
	COUNTS_FROM_ASKING,

	/** The registry ignores a report that a later one overtook. */
	IGNORES_LATE_REPORTS,

	/** The registry counts connections of processes that are gone. */
	QUARANTINES,

	/** The registry lends nothing that others have not given back. */
	SHRINKS_BEFORE_IT_GROWS,

	/** The registry keeps a floor for each process that may still come. */
	KEEPS_FLOORS,

	/** The registry grants nothing new while leases may be missing. */
	LEARNS

}
