package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The right to one connection, until closed. Closing twice does nothing.
 */
public final class Permit implements AutoCloseable {

	static final long NOT_TIMED = -1;

	private static final AtomicIntegerFieldUpdater<Permit> CLOSED = AtomicIntegerFieldUpdater.newUpdater(Permit.class,
			"closed");

	private final Gate gate;

	private final Holder holder;

	private final long since;

	private final boolean reserved;

	private final long waited;

	@SuppressWarnings("unused")
	private volatile int closed;

	/**
	 * Create a permit.
	 * @param since when it was taken, in the terms of {@link System#nanoTime()}, or
	 * {@link #NOT_TIMED}
	 */
	Permit(Gate gate, Holder holder, long since, boolean reserved, long waited) {
		this.gate = gate;
		this.holder = holder;
		this.since = since;
		this.reserved = reserved;
		this.waited = waited;
		holder.took();
	}

	boolean isReserved() {
		return this.reserved;
	}

	/**
	 * Return how long its thread waited for it.
	 * @return the time in nanoseconds, zero if it was free
	 */
	public long waitedNanos() {
		return this.waited;
	}

	/**
	 * Give it back, unless that was done before.
	 * @return whether it was not
	 */
	public boolean giveBack() {
		boolean first = CLOSED.compareAndSet(this, 0, 1);
		if (first) {
			this.holder.gaveBack();
			this.gate.release(this, this.since);
		}
		return first;
	}

	@Override
	public void close() {
		giveBack();
	}

}
