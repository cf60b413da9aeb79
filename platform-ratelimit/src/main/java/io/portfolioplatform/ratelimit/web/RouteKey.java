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
	 * The value of the API key's header, decided before authentication.
	 */
	API_KEY,

	/**
	 * All callers of the route together, decided before authentication.
	 */
	ROUTE,

	/**
	 * The signed-in user, decided after authentication.
	 */
	PRINCIPAL,

	/**
	 * The tenant of the signed-in user, decided after authentication.
	 */
	TENANT,

	/**
	 * The value of a SpEL expression, decided after authentication.
	 */
	EXPRESSION;

	boolean isBeforeAuthentication() {
		return this == IP || this == API_KEY || this == ROUTE;
	}

}
