package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to one connection, until closed. Closing twice does nothing.
 */
public final class Permit implements AutoCloseable {

	private final Gate gate;

	private final Holder holder;

	private final long since;

	private final boolean reserved;

	private final AtomicBoolean closed = new AtomicBoolean();

	Permit(Gate gate, Holder holder, long since, boolean reserved) {
		this.gate = gate;
		this.holder = holder;
		this.since = since;
		this.reserved = reserved;
		holder.took();
	}

	boolean isReserved() {
		return this.reserved;
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.holder.gaveBack();
			this.gate.release(this, System.nanoTime() - this.since);
		}
	}

}
