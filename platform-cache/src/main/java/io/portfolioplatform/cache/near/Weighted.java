package io.portfolioplatform.cache.near;

/**
 * A value that takes the room of several entries.
 */
public interface Weighted {

	/**
	 * How many entries it counts as.
	 * @return the number, at least 1
	 */
	int weight();

}
