package io.portfolioplatform.dbpool.lease;

/**
 * A connection as the pooler sees it.
 */
final class SimulatedSocket {

	private long endsAt = Long.MAX_VALUE;

	void end(long time) {
		this.endsAt = Math.min(this.endsAt, time);
	}

	boolean isClosing() {
		return this.endsAt != Long.MAX_VALUE;
	}

	boolean isGone(long now) {
		return now >= this.endsAt;
	}

}
