package io.portfolioplatform.ratelimit.web;

/**
 * The two places in the chain of filters at which limits are enforced.
 */
public enum Stage {

	/**
	 * Before authentication, so that guessing tokens is limited too.
	 */
	BEFORE_AUTHENTICATION,

	/**
	 * After authentication, when the user is known.
	 */
	AFTER_AUTHENTICATION;

	boolean has(LimitedRoute route) {
		return route.key().isBeforeAuthentication() == (this == BEFORE_AUTHENTICATION);
	}

}
