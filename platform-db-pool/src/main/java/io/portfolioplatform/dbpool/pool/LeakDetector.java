package io.portfolioplatform.dbpool.pool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports connections that are lent for longer than a threshold, with the stack of the
 * thread that took them. It looks at them from time to time, so that lending one costs
 * nanoseconds. A stack costs microseconds: of more than a thousand between two looks only
 * the first have one. A leak without one makes it take every stack until it has found the
 * next.
 */
class LeakDetector implements AutoCloseable {

	static final int STACKS = 1000;

	private static final Logger LOGGER = LoggerFactory.getLogger(LeakDetector.class);

	/**
	 * More connections at a time are not watched, and no pool has as many.
	 */
	private static final int PLACES = 1024;

	private static final long LONGEST_PAUSE_MILLIS = 1_000;

	private static final long SHORTEST_PAUSE_MILLIS = 10;

	private final AtomicReferenceArray<@Nullable Loan> loans = new AtomicReferenceArray<>(PLACES);

	private final AtomicInteger stacks = new AtomicInteger(STACKS);

	private final Duration threshold;

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean takingEvery;

	/**
	 * Create a detector that looks when it is told to.
	 * @param threshold how long a connection may be lent, zero if for ever
	 */
	LeakDetector(Duration threshold) {
		this.threshold = threshold;
	}

	/**
	 * Start a detector that looks ten times in a threshold, at least every second.
	 */
	static LeakDetector start(Duration threshold) {
		LeakDetector detector = new LeakDetector(threshold);
		if (detector.isOn()) {
			Thread thread = new Thread(detector::run, "platform-db-pool-leaks");
			thread.setDaemon(true);
			thread.start();
		}
		return detector;
	}

	private boolean isOn() {
		return !this.threshold.isZero();
	}

	private void run() {
		long pause = Math.max(SHORTEST_PAUSE_MILLIS, Math.min(LONGEST_PAUSE_MILLIS, this.threshold.toMillis() / 10));
		try {
			while (!this.ended.await(pause, TimeUnit.MILLISECONDS)) {
				look(System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Watch a connection that the calling thread takes.
	 * @return what ends with it, {@code null} if it is not watched
	 */
	@Nullable Loan lent() {
		if (!isOn()) {
			return null;
		}
		Thread borrower = Thread.currentThread();
		int first = System.identityHashCode(borrower);
		for (int i = 0; i < PLACES; i++) {
			int place = (first + i) & (PLACES - 1);
			if (this.loans.getPlain(place) == null) {
				Loan loan = new Loan(this, place, borrower, stack());
				if (this.loans.compareAndSet(place, null, loan)) {
					return loan;
				}
			}
		}
		return null;
	}

	private @Nullable Throwable stack() {
		boolean affordable = this.stacks.get() > 0 && this.stacks.getAndDecrement() > 0;
		return (affordable || this.takingEvery) ? new Throwable("taken here") : null;
	}

	void ended(Loan loan) {
		this.loans.setRelease(loan.place(), null);
		if (loan.isReported()) {
			LOGGER.info("The connection that '{}' had for too long was given back", loan.borrower());
		}
	}

	/**
	 * Report those that are lent for too long, each once.
	 * @param now a time of {@link System#nanoTime()}
	 */
	void look(long now) {
		this.stacks.set(STACKS);
		for (int place = 0; place < PLACES; place++) {
			Loan loan = this.loans.get(place);
			if (loan != null && loan.age(now) >= this.threshold.toNanos() && !loan.isReported()) {
				loan.reported();
				report(loan);
			}
		}
	}

	private void report(Loan loan) {
		this.takingEvery = loan.stack() == null;
		String text = "'{}' has had a connection for {} s. If it is never given back, the pool has one less. ";
		if (loan.stack() != null) {
			LOGGER.warn(text + "It was", loan.borrower(), this.threshold.toSeconds(), loan.stack());
		}
		else {
			LOGGER.warn(
					text + "Where it was taken is not known, as not every stack is kept of more than {} a second. "
							+ "It is from now on, until the next such report",
					loan.borrower(), this.threshold.toSeconds(), STACKS);
		}
	}

	Duration threshold() {
		return this.threshold;
	}

	@Override
	public void close() {
		this.ended.countDown();
	}

}
