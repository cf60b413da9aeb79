package io.portfolioplatform.dbpool.lease;

import org.jspecify.annotations.Nullable;

/**
 * What a process does before it asks the registry, and after an answer or none. Times are
 * of one monotonic clock, in nanoseconds; pauses say how long to wait until it asks
 * again. Used by one thread.
 */
final class Renewal {

	private final LeaseTerms terms;

	private final LeaseHolder holder;

	private final Lease lease;

	private volatile LeaseState state = LeaseState.none("The registry of connection leases was not reached yet");

	Renewal(LeaseTerms terms, LeaseHolder holder) {
		this.terms = terms;
		this.holder = holder;
		this.lease = new Lease(terms);
	}

	/**
	 * Return what is known of the lease, to any thread.
	 */
	LeaseState state() {
		return this.state;
	}

	Lease lease() {
		return this.lease;
	}

	/**
	 * End the lease if it is over, and say what the process has.
	 * @return what to ask with
	 */
	Report begin(long now) {
		if (this.lease.isOver(now)) {
			lose("The lease ended: this process was suspended, or the registry did not answer");
		}
		return this.lease.report(open());
	}

	/**
	 * The registry's own connection counts whether it is open or not.
	 */
	private int open() {
		return this.holder.open() + 1;
	}

	/**
	 * Take an answer.
	 * @param grant the answer, {@code null} if the report came too late to count
	 * @param asked when it was asked
	 * @return the pause
	 */
	long answered(@Nullable Grant grant, long asked, long now) {
		if (grant == null) {
			return this.terms.retryNanos();
		}
		if (grant.size() < 1) {
			lose(("Every slot is taken: %d processes have a lease, and %d are gone whose connections may still exist; "
					+ "'platform.db-pool.budget.slots' is %d")
				.formatted(grant.pods() - 1, grant.gone(), this.terms.budget().slots()));
			return this.terms.retryNanos();
		}
		int before = this.lease.size();
		if (!this.lease.granted(grant, asked, now)) {
			return 0;
		}
		this.holder.granted(this.lease.size() - 1, this.lease.deadline());
		this.state = LeaseState.granted(grant, asked);
		return pause(before);
	}

	/**
	 * What was given back is reported as soon as it is closed, and a floor that is
	 * missing is asked for soon: others wait for the one, this process for the other.
	 */
	private long pause(int before) {
		int size = this.lease.size();
		if (size < before && open() <= size) {
			return 0;
		}
		boolean soon = open() > size || size < this.terms.budget().floor();
		return soon ? this.terms.retryNanos() : this.terms.renewNanos();
	}

	/**
	 * Take it that there is no answer.
	 * @return the pause
	 */
	long failed(Exception failure, long now) {
		String reason = "The registry of connection leases does not answer: " + failure.getMessage();
		if (this.lease.isOver(now)) {
			lose(reason);
		}
		else if (!this.lease.isHeld() && this.state.fallback() == 0) {
			this.state = this.state.without(reason);
		}
		return this.terms.retryNanos();
	}

	private void lose(String reason) {
		this.state = this.state.without(reason);
		// If that fails, the lease stays over, and it is tried again.
		this.holder.lost(reason);
		this.lease.lose();
	}

	/**
	 * Take it that there is no registry for this process. The owner may create it later,
	 * as a migration does that runs after the pool has started. All processes ask again
	 * before the one that finds it may grow. Beside those that lease there is no more
	 * than a floor, which they leave for each slot.
	 * @return the pause
	 */
	long unavailable(RegistryUnavailableException failure, long now) {
		if (this.lease.isHeld()) {
			return failed(failure, now);
		}
		int size = failure.isUsed() ? this.terms.budget().floor() : this.terms.budget().share();
		if (this.state.fallback() != size) {
			String reason = (failure.isUsed() ? "This process may not use the registry of leases: "
					: "There is no registry of leases, and it cannot be created: ") + failure.getMessage();
			this.lease.fallBack(size);
			// If that fails, it is tried again.
			this.holder.unavailable(size - 1, reason);
			this.state = this.state.fallingBack(reason, size);
		}
		return this.terms.renewNanos();
	}

}
