package io.portfolioplatform.ratelimit.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.portfolioplatform.ratelimit.OutgoingQuotaExceededException;
import io.portfolioplatform.ratelimit.RateLimiter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * A quota over a shared log. What this process took itself it remembers as well, so that
 * a log that has lost its data cannot make it exceed the quota, and so that the log is
 * not asked while the answer is known.
 */
public final class QuotaRateLimiter implements RateLimiter {

	private static final Log logger = LogFactory.getLog(QuotaRateLimiter.class);

	/** A refusal is believed for at most this long: an operator may clear the log. */
	private static final long LONGEST_BELIEF = TimeUnit.SECONDS.toMicros(5);

	private static final long RETRY_LOST = TimeUnit.SECONDS.toMicros(1);

	private final Quota quota;

	private final QuotaLog shared;

	private final QuotaLog own;

	private final OnStoreLoss onStoreLoss;

	private final Clock clock;

	private final LongSupplier micros;

	/** Callers that wait, first come, first served. */
	private final ReentrantLock turn = new ReentrantLock(true);

	private volatile Refusal refusal;

	/** Whether the log could be reached last, so that a loss is told of once. */
	private final AtomicBoolean reached = new AtomicBoolean(true);

	/**
	 * Create the limiter.
	 * @param quota the quota
	 * @param shared the log that all processes share
	 * @param onStoreLoss what to do while the log cannot be reached
	 * @param clock what deadlines refer to
	 * @param micros microseconds that never go back
	 */
	public QuotaRateLimiter(Quota quota, QuotaLog shared, OnStoreLoss onStoreLoss, Clock clock, LongSupplier micros) {
		this.quota = quota;
		this.shared = shared;
		this.own = new MemoryQuotaLog(micros);
		this.onStoreLoss = onStoreLoss;
		this.clock = clock;
		this.micros = micros;
		this.refusal = new Refusal(micros.getAsLong(), 0);
	}

	@Override
	public String name() {
		return this.quota.name();
	}

	@Override
	public boolean tryAcquire() {
		return take(1).succeeded();
	}

	@Override
	public void acquire(Instant deadline) throws InterruptedException {
		if (!this.turn.tryLock(0, TimeUnit.NANOSECONDS)) {
			requireInTime(take(0), deadline);
			if (!this.turn.tryLock(nanosUntil(deadline), TimeUnit.NANOSECONDS)) {
				throw new OutgoingQuotaExceededException(name(), untilAvailable());
			}
		}
		try {
			Taking taking = take(1);
			while (!taking.succeeded()) {
				TimeUnit.NANOSECONDS.sleep(requireInTime(taking, deadline));
				taking = take(1);
			}
		}
		finally {
			this.turn.unlock();
		}
	}

	/**
	 * Return how long nothing will be free, if that is not beyond the deadline.
	 */
	private long requireInTime(Taking taking, Instant deadline) {
		long nanos = TimeUnit.MICROSECONDS.toNanos(taking.micros());
		if (nanos > nanosUntil(deadline)) {
			throw new OutgoingQuotaExceededException(name(), Duration.ofNanos(nanos));
		}
		return nanos;
	}

	private long nanosUntil(Instant deadline) {
		return Math.max(0, TimeUnit.NANOSECONDS.convert(Duration.between(this.clock.instant(), deadline)));
	}

	@Override
	public Duration untilAvailable() {
		return Duration.of(take(0).micros(), ChronoUnit.MICROS);
	}

	@Override
	public int available() {
		return take(0).available();
	}

	private Taking take(int calls) {
		long now = this.micros.getAsLong();
		Refusal known = this.refusal;
		if (known.holds(now)) {
			return new Taking(known.end() - now, 0);
		}
		// Before the log is asked: remembered as too early rather than too late.
		Taking mine = this.own.take(this.quota, 0);
		if (!mine.succeeded()) {
			return mine;
		}
		try {
			Taking taking = this.shared.take(this.quota, calls);
			this.reached.set(true);
			return believe(taking, mine, calls, now);
		}
		catch (RuntimeException ex) {
			if (this.reached.getAndSet(false)) {
				logger.warn("The log of the quota '" + name() + "' cannot be reached: "
						+ NestedExceptionUtils.getMostSpecificCause(ex));
			}
			return lost(calls);
		}
	}

	private Taking believe(Taking taking, Taking mine, int calls, long now) {
		if (!taking.succeeded()) {
			this.refusal = new Refusal(now, taking.micros());
			return taking;
		}
		if (calls > 0) {
			this.own.take(this.quota, calls);
		}
		return new Taking(0, Math.min(taking.available(), mine.available() - calls));
	}

	private Taking lost(int calls) {
		return (this.onStoreLoss == OnStoreLoss.LOCAL) ? this.own.take(this.quota, calls) : new Taking(RETRY_LOST, 0);
	}

	/**
	 * What the shared log refused.
	 *
	 * @param start when it was asked
	 * @param micros for how long nothing will be free
	 */
	private record Refusal(long start, long micros) {

		boolean holds(long now) {
			return now - this.start < Math.min(this.micros, LONGEST_BELIEF);
		}

		long end() {
			return this.start + this.micros;
		}

	}

}
