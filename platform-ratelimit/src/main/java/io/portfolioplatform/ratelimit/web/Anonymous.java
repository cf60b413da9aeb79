package io.portfolioplatform.ratelimit.web;

/**
 * What a route that counts users does with a request that has none.
 */
public enum Anonymous {

	/**
	 * Count the client's address instead.
	 */
	IP,

	/**
	 * Answer 401.
	 */
	REJECT

}
