package io.portfolioplatform.dbpool.lease;

/**
 * The pool whose connections are leased. Called by one thread.
 */
public interface LeaseHolder {

	/**
	 * Return how many connections there are.
	 * @return those that are open or not surely closed, without the registry's
	 */
	int open();

	/**
	 * Use as many connections from now on, and close others.
	 * @param connections most connections
	 * @param deadline until when, in the terms of {@link System#nanoTime()}
	 */
	void granted(int connections, long deadline);

	/**
	 * Close every connection now, and open no other.
	 * @param reason a sentence that says why
	 */
	void lost(String reason);

	/**
	 * Do without a registry until there is a grant.
	 * @param connections most connections
	 * @param reason a sentence that says why
	 */
	void unavailable(int connections, String reason);

}
