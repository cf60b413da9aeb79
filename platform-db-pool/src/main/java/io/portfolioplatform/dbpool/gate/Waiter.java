package io.portfolioplatform.dbpool.gate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread in a queue of the gate. It is admitted or it gives up, whichever comes first.
 */
final class Waiter {

	private static final int WAITING = 0;

	private static final int ADMITTED = 1;

	private static final int GONE = 2;

	private final Thread thread = Thread.currentThread();

	private final AtomicInteger state = new AtomicInteger();

	boolean admit() {
		if (this.state.compareAndSet(WAITING, ADMITTED)) {
			LockSupport.unpark(this.thread);
			return true;
		}
		return false;
	}

	void refuse() {
		if (this.state.compareAndSet(WAITING, GONE)) {
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Wait until admitted or refused, the deadline or an interrupt.
	 * @return whether it was admitted
	 */
	boolean await(long deadlineNanos) {
		while (this.state.get() == WAITING) {
			long left = deadlineNanos - System.nanoTime();
			if (left <= 0 || Thread.currentThread().isInterrupted()) {
				return !this.state.compareAndSet(WAITING, GONE);
			}
			LockSupport.parkNanos(this, left);
		}
		return this.state.get() == ADMITTED;
	}

}
