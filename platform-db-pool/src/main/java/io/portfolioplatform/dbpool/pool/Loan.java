package io.portfolioplatform.dbpool.pool;

import org.jspecify.annotations.Nullable;

/**
 * A connection that somebody has.
 */
final class Loan {

	private final LeakDetector detector;

	private final int place;

	private final Thread borrower;

	private final @Nullable Throwable stack;

	private @Nullable Long seen;

	private volatile boolean reported;

	Loan(LeakDetector detector, int place, Thread borrower, @Nullable Throwable stack) {
		this.detector = detector;
		this.place = place;
		this.borrower = borrower;
		this.stack = stack;
	}

	/**
	 * Called once.
	 */
	void end() {
		this.detector.ended(this);
	}

	int place() {
		return this.place;
	}

	/**
	 * Return for how long the detector has seen it, in nanoseconds. Only called by one
	 * thread.
	 */
	long age(long now) {
		Long first = this.seen;
		if (first == null) {
			first = now;
			this.seen = first;
		}
		return now - first;
	}

	String borrower() {
		return this.borrower.getName();
	}

	/**
	 * Return where it was taken, {@code null} if that was not kept.
	 */
	@Nullable Throwable stack() {
		return this.stack;
	}

	boolean isReported() {
		return this.reported;
	}

	void reported() {
		this.reported = true;
	}

}
