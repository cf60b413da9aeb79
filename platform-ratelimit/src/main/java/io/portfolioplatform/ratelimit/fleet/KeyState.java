package io.portfolioplatform.ratelimit.fleet;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;
import io.portfolioplatform.ratelimit.policy.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of one key. The fields without {@code volatile} are touched
 * only while an operation on the key is prepared, one at a time.
 */
final class KeyState {

	/** The key's name in Redis. */
	final String name;

	/** Tokens that Redis has yet to be told of, negative if they are to be given back. */
	final AtomicLong debt = new AtomicLong();

	private final ReentrantLock lock = new ReentrantLock();

	private volatile Terms terms;

	private volatile Known known = Known.NOTHING;

	private volatile Refusal refusal = Refusal.NONE;

	private volatile @Nullable Lease lease;

	private volatile @Nullable Share share;

	final Demand demand = new Demand();

	KeyState(String name, Limits limits) {
		this.name = name;
		this.terms = Terms.of(limits);
	}

	// The limits of a policy are the same object until they change.
	@SuppressWarnings("ReferenceEquality")
	Terms terms(Limits limits) {
		Terms current = this.terms;
		if (current.limits() != limits) {
			current = Terms.of(limits);
			this.terms = current;
			this.refusal = Refusal.NONE;
		}
		return current;
	}

	Terms terms() {
		return this.terms;
	}

	Known known() {
		return this.known;
	}

	void know(Known known) {
		this.known = known;
	}

	Refusal refusal() {
		return this.refusal;
	}

	void refuse(Refusal refusal) {
		this.refusal = refusal;
	}

	@Nullable Lease lease() {
		return this.lease;
	}

	void lease(@Nullable Lease lease) {
		this.lease = lease;
	}

	/**
	 * Spend leased tokens.
	 * @param cost the number of tokens
	 * @param now the time
	 * @return the leased tokens left, or -1 if there are too few
	 */
	long spend(long cost, long now) {
		Lease current = this.lease;
		return (current != null) ? current.take(cost, now) : -1;
	}

	/**
	 * Put leased tokens back that nobody had any use for. What does not fit, because
	 * others have put back meanwhile, Redis is told of.
	 * @param cost the number of tokens
	 * @param now the time
	 */
	void putBack(long cost, long now) {
		Lease current = this.lease;
		long put = (current != null) ? Math.max(0, current.putBack(cost, now)) : 0;
		this.debt.addAndGet(put - cost);
	}

	/**
	 * Whether nobody has spent of the lease since this was asked last.
	 */
	boolean isIdle() {
		Lease current = this.lease;
		return current != null && current.isIdle();
	}

	/**
	 * Stop spending leased tokens.
	 * @return what became of them
	 */
	Lease.Remains endLease() {
		Lease current = this.lease;
		this.lease = null;
		return (current != null) ? current.end() : Lease.Remains.NONE;
	}

	@Nullable Share share() {
		return this.share;
	}

	/**
	 * Return the share of an outage, the same one for all callers until one comes whose
	 * call costs more than any before, or with other limits.
	 * @param outage the number of the outage
	 * @param limits the limits of all processes together
	 * @param cost what a call costs
	 * @param bucket creates its bucket, or changes that of the share until then
	 * @return the share
	 */
	Share share(long outage, Limits limits, long cost, Supplier<Bucket> bucket) {
		this.lock.lock();
		try {
			Share current = this.share;
			if (current == null || !current.serves(outage, limits, cost)) {
				current = new Share(outage, limits, cost, bucket.get());
				this.share = current;
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

}
