package io.portfolioplatform.cache.coherence;

import java.time.Duration;

/**
 * What comes in the place of a result that is invalidated, unless it is invalidated once
 * more before.
 */
public interface Replacement {

	/**
	 * Tells apart what different versions of the result's type write.
	 * @return a short text
	 */
	String schema();

	/**
	 * Proof of the right to put it there.
	 * @return a text unlike any other
	 */
	String token();

	/**
	 * How long others leave that to this process.
	 * @return the lease
	 */
	Duration lease();

	/**
	 * Put it there. Called on a thread that must not wait.
	 * @param stamp the versions of all that the result depends on
	 */
	void put(String stamp);

}
