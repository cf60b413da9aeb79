package io.portfolioplatform.test.proxy;

/**
 * The way bytes take through a {@link FaultProxy}.
 */
public enum Direction {

	/**
	 * From the client that connected to the server behind the proxy.
	 */
	TO_SERVER,

	/**
	 * From the server back to the client.
	 */
	TO_CLIENT

}
