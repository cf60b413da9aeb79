package io.portfolioplatform.ratelimit.web;

/**
 * Whom a route counts.
 */
public enum RouteKey {

	/**
	 * The client's address, decided before authentication.
	 */
	IP,

	/**
	 * The signed-in user, decided after authentication.
	 */
	PRINCIPAL

}
