package io.portfolioplatform.dbpool.lease;

import java.time.Duration;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.budget.Budget;

/**
 * What a fleet agrees on.
 *
 * @param resource name of the fleet; processes of the same name share the budget
 * @param budget the fleet's budget
 * @param ceiling most connections of one process, even where more are free
 * @param ttl how long a lease lasts that is not renewed
 * @param quarantine how long connections count after a lease ended that was not given
 * back: as long as the pooler or server needs to notice that a client is gone
 */
public record LeaseTerms(String resource, Budget budget, int ceiling, Duration ttl, Duration quarantine) {

	private static final String PREFIX = "platform.db-pool.budget.";

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	/**
	 * Check the terms.
	 * @throws InvalidDbPoolException if nothing could be leased on them
	 */
	public LeaseTerms {
		if (budget.floor() < 2) {
			throw new InvalidDbPoolException(
					"'" + PREFIX + "floor' is 1, and the connection that renews the lease is one of them",
					"Set it to 2 or more, or set '" + PREFIX + "mode' to static.");
		}
		if (ceiling < budget.floor()) {
			throw new InvalidDbPoolException(
					"'" + PREFIX + "ceiling' is " + ceiling + ", less than '" + PREFIX + "floor' " + budget.floor(),
					"Set it to " + budget.floor() + " or more.");
		}
		requireBetween("ttl", ttl, SHORTEST);
		requireBetween("quarantine", quarantine, Duration.ZERO);
	}

	private static void requireBetween(String name, Duration value, Duration shortest) {
		if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
			throw new InvalidDbPoolException("'" + PREFIX + name + "' is " + value.toMillis() + " ms",
					"Set it to a time from " + shortest.toSeconds() + "s to " + LONGEST.toHours() + "h.");
		}
	}

	/**
	 * Return how long a process may use its connections after it sent the last renewal
	 * that was answered. It ends before the lease does, so that a clock that is slow by a
	 * third does no harm.
	 */
	long validNanos() {
		return this.ttl.toNanos() * 2 / 3;
	}

	long renewNanos() {
		return this.ttl.toNanos() / 4;
	}

	/**
	 * Return when to ask again after a failure, and while others have to shrink first.
	 */
	long retryNanos() {
		return this.ttl.toNanos() / 15;
	}

	/**
	 * Return how long to wait for an answer: three attempts fit before connections must
	 * be closed.
	 */
	long attemptNanos() {
		return this.ttl.toNanos() / 8;
	}

	/**
	 * Return the same terms for a process that does not use more.
	 * @param connections most connections, with the one that renews the lease
	 * @return the terms
	 */
	public LeaseTerms atMost(int connections) {
		return new LeaseTerms(this.resource, this.budget,
				Math.max(this.budget.floor(), Math.min(this.ceiling, connections)), this.ttl, this.quarantine);
	}

	/**
	 * Return what one process may ever have.
	 * @return a number of connections, with the one that renews the lease
	 */
	public int most() {
		return Math.min(this.ceiling, capacity());
	}

	/**
	 * Return what the fleet may have in all.
	 * @return a number of connections
	 */
	public int capacity() {
		return this.budget.limit() - this.budget.reserved();
	}

}
