package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the processes of a fleet keep results for each other. No method throws, and none
 * waits longer than the soft timeout.
 */
public interface SharedResults {

	/**
	 * Look for a result, and get the right to compute it if there is none or it is due.
	 * @param ref the result
	 * @param refreshAfter age from which on a result is to be computed anew, zero for
	 * never
	 * @return what was found
	 */
	Found find(ResultRef ref, Duration refreshAfter);

	/**
	 * Look for a result that the caller is not going to compute.
	 * @param ref the result
	 * @return the result, or that there is none
	 */
	Found peek(ResultRef ref);

	/**
	 * Look for results of one cache and type that bear no tags, in one step, and get the
	 * right to compute those that are missing.
	 * @param refs the results
	 * @return what was found for each
	 */
	List<Found> findAll(List<ResultRef> refs);

	/**
	 * Get the right to compute a result that is there and of no use.
	 * @param ref the result
	 * @return the turn, or what others do about it
	 */
	Found replace(ResultRef ref);

	/**
	 * Hold on to the right to compute results while they are computed.
	 * @param refs the results
	 * @param turn the right, which others may get some time after the end of this
	 * process, or after it was held too long
	 * @return ends the hold
	 */
	Hold hold(List<ResultRef> refs, Found.Turn turn);

	/**
	 * Tell how long a computation took that no right was held for.
	 * @param ref the result
	 * @param nanos how long, in nanoseconds
	 */
	void computed(ResultRef ref, long nanos);

	/**
	 * How long others leave a right to a process that does not hold on to it.
	 * @return the lease
	 */
	Duration lease();

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
	 * Keep results or leave them to others, in one step, as {@link #findAll} has found
	 * them.
	 * @param computed the results
	 */
	void endAll(List<Computed> computed);

	/**
	 * The end of a computation.
	 *
	 * @param ref the result
	 * @param turn the right to compute it
	 * @param bytes the result, or {@code null} to keep none
	 * @param ttl how long to keep it
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Computed(ResultRef ref, Found.Turn turn, byte @Nullable [] bytes, Duration ttl) {

	}

	/**
	 * A right that is being held.
	 */
	@FunctionalInterface
	interface Hold extends AutoCloseable {

		@Override
		void close();

	}

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
		 * A result, and it is up to the caller to compute it anew.
		 *
		 * @param result the result
		 * @param turn the right to compute it
		 */
		record Due(Result result, Turn turn) implements Found {

		}

		/**
		 * Nothing yet: another process computes it, or it was not to be computed.
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
