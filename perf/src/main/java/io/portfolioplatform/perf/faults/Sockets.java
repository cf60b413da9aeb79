package io.portfolioplatform.perf.faults;

import java.io.IOException;

import io.portfolioplatform.perf.load.Shipped;

/**
 * Connections of all backends together.
 *
 * @param pooler to PgBouncer
 * @param redis to Redis
 */
record Sockets(int pooler, int redis) {

	/** A backend cancels at most two statements at a time, each by a connection. */
	private static final int CANCELS = 2;

	static final Sockets NONE = new Sockets(0, 0);

	/**
	 * Return what the shipped configuration allows.
	 * @param backends how many there are
	 */
	static Sockets allowed(int backends) throws IOException {
		return new Sockets(backends * (Shipped.CEILING.number() + CANCELS), backends * Shipped.redis());
	}

	Sockets plus(Sockets others) {
		return new Sockets(this.pooler + others.pooler, this.redis + others.redis);
	}

	Sockets max(Sockets others) {
		return new Sockets(Math.max(this.pooler, others.pooler), Math.max(this.redis, others.redis));
	}

}
