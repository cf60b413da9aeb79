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

	private final Renewal renewal;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "platform-db-pool-lease");

	private LeaseKeeper(LeaseTerms terms, LeaseHolder holder, Registry registry) {
		this.terms = terms;
		this.holder = holder;
		this.registry = registry;
		this.renewal = new Renewal(terms, holder);
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
		return this.renewal.state();
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
			Report report = this.renewal.begin(System.nanoTime());
			return jitter(ask(report, System.nanoTime()));
		}
		catch (Throwable ex) {
			tell(ex);
			return jitter(this.terms.retryNanos());
		}
	}

	private static void tell(Throwable problem) {
		try {
			LOGGER.warn("What follows from a lease was not done, and is tried again", problem);
		}
		catch (Throwable ex) {
			// Not even that can be said, for want of memory: what matters goes on.
		}
	}

	private long ask(Report report, long asked) {
		try {
			Grant grant = this.registry.renew(report);
			if (grant != null && grant.size() < 1) {
				this.registry.close();
			}
			return this.renewal.answered(grant, asked, System.nanoTime());
		}
		catch (RegistryUnavailableException ex) {
			return this.renewal.unavailable(ex, System.nanoTime());
		}
		catch (SQLException | RuntimeException ex) {
			return this.renewal.failed(ex, System.nanoTime());
		}
	}

	private void release() {
		try {
			if (this.renewal.lease().isHeld() && allClosed()) {
				this.registry.release(this.renewal.lease().report(1).sequence());
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
