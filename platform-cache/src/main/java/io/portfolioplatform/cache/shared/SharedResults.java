package io.portfolioplatform.cache.shared;

import java.time.Duration;

/**
 * Where the processes of a fleet keep results for each other. No method throws, and none
 * waits longer than the soft timeout.
 */
public interface SharedResults {

	/**
	 * Look for a result, and get the right to compute it if there is none.
	 * @param ref the result
	 * @return what was found
	 */
	Found find(ResultRef ref);

	/**
	 * Keep a result, unless it has been invalidated since it was looked for.
	 * @param ref the result
	 * @param turn the right to compute it
	 * @param bytes the result
	 * @param ttl how long to keep it
	 */
	void keep(ResultRef ref, Found.Turn turn, byte[] bytes, Duration ttl);

	/**
	 * Leave the computation to others.
	 * @param ref the result
	 * @param turn the right to compute it
	 */
	void giveUp(ResultRef ref, Found.Turn turn);

	/**
	 * What there is under a reference.
	 */
	sealed interface Found {

		/**
		 * A result.
		 *
		 * @param bytes the result
		 * @param ttl how much longer it is good
		 */
		@SuppressWarnings("ArrayRecordComponent")
		record Result(byte[] bytes, Duration ttl) implements Found {

		}

		/**
		 * Nothing, and it is up to the caller to compute it.
		 *
		 * @param token proof of the right
		 * @param stamp the versions of all that the result depends on
		 */
		record Turn(String token, String stamp) implements Found {

		}

		/**
		 * Nothing yet: another process computes it.
		 */
		record Busy() implements Found {

		}

		/**
		 * Nobody knows.
		 */
		record Unknown() implements Found {

		}

	}

}
