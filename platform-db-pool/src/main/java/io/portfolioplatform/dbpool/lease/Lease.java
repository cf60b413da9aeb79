package io.portfolioplatform.dbpool.lease;

/**
 * The lease as its process knows it. Times are of one monotonic clock, in nanoseconds.
 * <p>
 * The registry must never believe that the process has fewer connections than it has. So
 * the process reports a bound that it keeps until it is answered, grows only by an
 * answer, and counts the lease's time from before it asked.
 *
 * @see <a href="https://doi.org/10.1145/74850.74870">Gray and Cheriton, Leases: An
 * Efficient Fault-Tolerant Mechanism for Distributed File Cache Consistency</a>
 */
final class Lease {

	private final LeaseTerms terms;

	private long sequence;

	private int size;

	private long deadline;

	private boolean held;

	Lease(LeaseTerms terms) {
		this.terms = terms;
	}

	/**
	 * Say what the process has.
	 * @param open connections it has, with those not surely closed yet
	 */
	Report report(int open) {
		return new Report(++this.sequence, Math.max(this.size, open), open);
	}

	/**
	 * Take an answer.
	 * @param grant the answer
	 * @param asked when it was asked
	 * @param now when the answer is taken
	 * @return whether the process has the lease now; an answer that took too long to read
	 * is worth nothing
	 */
	boolean granted(Grant grant, long asked, long now) {
		long until = asked + this.terms.validNanos();
		if (now - until >= 0 || grant.size() < 1) {
			return false;
		}
		this.deadline = until;
		this.size = grant.size();
		this.held = true;
		return true;
	}

	/**
	 * Have connections without a lease. A registry that appears later is told of them, so
	 * that nobody grows before all have told.
	 * @param size most connections
	 */
	void fallBack(int size) {
		this.size = size;
	}

	void lose() {
		this.held = false;
		this.size = 0;
	}

	boolean isHeld() {
		return this.held;
	}

	boolean isOver(long now) {
		return this.held && now - this.deadline >= 0;
	}

	long deadline() {
		return this.deadline;
	}

	int size() {
		return this.size;
	}

}
