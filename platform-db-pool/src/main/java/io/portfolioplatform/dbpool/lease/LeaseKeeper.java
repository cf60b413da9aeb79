package io.portfolioplatform.dbpool.lease;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of this process on a thread of its own until it is closed, and tells
 * the pool what follows.
 */
public final class LeaseKeeper implements AutoCloseable {

	private static final Logger LOGGER = LoggerFactory.getLogger(LeaseKeeper.class);

	/**
	 * How long to wait at the end for the last connections to be closed.
	 */
	private static final long PATIENCE_MILLIS = 2_000;

	private final LeaseTerms terms;

	private final LeaseHolder holder;

	private final Registry registry;

	private final Lease lease;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "platform-db-pool-lease");

	private volatile LeaseState state = LeaseState.none("The registry of connection leases was not reached yet");

	private LeaseKeeper(LeaseTerms terms, LeaseHolder holder, Registry registry) {
		this.terms = terms;
		this.holder = holder;
		this.registry = registry;
		this.lease = new Lease(terms);
		this.thread.setDaemon(true);
	}

	/**
	 * Begin to lease connections.
	 * @param terms what the fleet agrees on
	 * @param pod name of the process, different from that of any other
	 * @param source opens the connection to the registry
	 * @param holder the pool
	 * @return a running keeper that the caller closes
	 */
	public static LeaseKeeper start(LeaseTerms terms, String pod, ConnectionSource source, LeaseHolder holder) {
		return start(terms, holder, new PostgresRegistry(terms, pod, source));
	}

	static LeaseKeeper start(LeaseTerms terms, LeaseHolder holder, Registry registry) {
		LeaseKeeper keeper = new LeaseKeeper(terms, holder, registry);
		keeper.thread.start();
		return keeper;
	}

	/**
	 * Return what is known of the lease.
	 * @return the state
	 */
	public LeaseState state() {
		return this.state;
	}

	private void run() {
		try {
			long pause = 0;
			while (!this.ended.await(pause, TimeUnit.NANOSECONDS)) {
				pause = renew();
			}
			release();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.registry.close();
		}
	}

	/**
	 * Renew the lease, or end it if it is over. Whatever is thrown, such as the error
	 * that no thread can be started, there is a next time.
	 * @return how long to wait until then
	 */
	private long renew() {
		try {
			if (this.lease.isOver(System.nanoTime())) {
				lose("The lease ended: this process was suspended, or the registry did not answer");
			}
			return ask();
		}
		catch (Throwable ex) {
			LOGGER.warn("What follows from a lease was not done, and is tried again", ex);
			return jitter(this.terms.retryNanos());
		}
	}

	private long ask() {
		long asked = System.nanoTime();
		try {
			Grant grant = this.registry.renew(this.lease.report(open()));
			return (grant != null) ? granted(grant, asked) : this.terms.retryNanos();
		}
		catch (RegistryUnavailableException ex) {
			return this.lease.isHeld() ? failed(ex) : unavailable(ex);
		}
		catch (SQLException | RuntimeException ex) {
			return failed(ex);
		}
	}

	/**
	 * The registry's own connection counts whether it is open or not.
	 */
	private int open() {
		return this.holder.open() + 1;
	}

	private long granted(Grant grant, long asked) {
		int before = this.lease.size();
		if (grant.size() < 1) {
			lose(("Every slot is taken: %d processes have a lease, and %d are gone whose connections may still exist; "
					+ "'platform.db-pool.budget.slots' is %d")
				.formatted(grant.pods() - 1, grant.gone(), this.terms.budget().slots()));
			this.registry.close();
			return jitter(this.terms.retryNanos());
		}
		if (!this.lease.granted(grant, asked, System.nanoTime())) {
			return 0;
		}
		this.holder.granted(this.lease.size() - 1, this.lease.deadline());
		this.state = LeaseState.granted(grant, asked);
		return pause(before);
	}

	/**
	 * What was given back is reported as soon as it is closed, and a floor that is
	 * missing is asked for soon: others wait for the one, this process for the other.
	 */
	private long pause(int before) {
		int size = this.lease.size();
		if (size < before && open() <= size) {
			return 0;
		}
		boolean soon = open() > size || size < this.terms.budget().floor();
		return jitter(soon ? this.terms.retryNanos() : this.terms.renewNanos());
	}

	private long failed(Exception failure) {
		String reason = "The registry of connection leases does not answer: " + failure.getMessage();
		if (this.lease.isOver(System.nanoTime())) {
			lose(reason);
		}
		else if (!this.lease.isHeld() && this.state.fallback() == 0) {
			this.state = this.state.without(reason);
		}
		return jitter(this.terms.retryNanos());
	}

	private void lose(String reason) {
		this.state = this.state.without(reason);
		if (this.lease.isHeld()) {
			LOGGER.warn("{}. Its connections are closed until there is a lease again", reason);
		}
		// If that fails, the lease stays over, and it is tried again.
		this.holder.lost(reason);
		this.lease.lose();
	}

	/**
	 * The owner may create the registry later, as a migration does that runs after the
	 * pool has started. All processes ask again before the one that finds it may grow.
	 * Beside those that lease there is no more than a floor, which they leave for each
	 * slot.
	 */
	private long unavailable(RegistryUnavailableException failure) {
		int size = failure.isUsed() ? this.terms.budget().floor() : this.terms.budget().share();
		if (this.state.fallback() != size) {
			String reason = (failure.isUsed() ? "This process may not use the registry of leases: "
					: "There is no registry of leases, and it cannot be created: ") + failure.getMessage();
			this.state = this.state.fallingBack(reason, size);
			this.lease.fallBack(size);
			this.holder.unavailable(size - 1, reason);
		}
		return jitter(this.terms.renewNanos());
	}

	private void release() {
		try {
			if (this.lease.isHeld() && allClosed()) {
				this.registry.release(this.lease.report(1).sequence());
			}
		}
		catch (SQLException ex) {
			LOGGER.info("The lease was not given back and ends by itself: {}", ex.getMessage());
		}
	}

	private boolean allClosed() {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
		while (this.holder.open() > 0) {
			if (System.nanoTime() - deadline > 0) {
				return false;
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
		return true;
	}

	/**
	 * Give the lease back, after every connection was closed.
	 */
	@Override
	public void close() {
		this.ended.countDown();
		try {
			this.thread.join(2 * PATIENCE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static long jitter(long nanos) {
		return nanos - ThreadLocalRandom.current().nextLong(1 + nanos / 10);
	}

}
