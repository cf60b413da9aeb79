package io.portfolioplatform.health.shed;

import io.portfolioplatform.health.RequestPriority;

/**
 * Hears of every request that was refused.
 */
@FunctionalInterface
public interface ShedListener {

	/**
	 * A request was refused.
	 * @param route pattern of its route, or {@code other}
	 * @param priority its priority
	 * @param reason why
	 */
	void shed(String route, RequestPriority priority, Reason reason);

	/**
	 * Why a request was refused.
	 */
	enum Reason {

		/** The route has as many requests in progress as it can carry. */
		LIMIT,

		/** The connection pool refused to let it wait. */
		POOL

	}

}
