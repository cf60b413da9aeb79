package io.portfolioplatform.dbpool.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.portfolioplatform.dbpool.RepeatedStatements;
import io.portfolioplatform.dbpool.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the statements of this process: how long each takes, by name, and which one
 * transaction repeats too often.
 */
public final class Statements implements RepeatedStatements {

	private static final Logger LOGGER = LoggerFactory.getLogger(Statements.class);

	private static final int MOST_NAMES = 200;

	private static final int MOST_REPEATS = 100;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private final Deque<RepeatedStatement> repeats = new ArrayDeque<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final int threshold;

	private volatile @Nullable StatementListener listener;

	/**
	 * Create the watch.
	 * @param threshold how often a transaction may execute the same statement, or 0 to
	 * count nothing
	 */
	public Statements(int threshold) {
		this.threshold = threshold;
	}

	/**
	 * Be told of statements.
	 * @param listener called on their threads
	 */
	public void listen(StatementListener listener) {
		this.listener = listener;
	}

	/**
	 * Return whether anyone wants to know how long statements take.
	 * @return whether to measure
	 */
	public boolean isTimed() {
		return this.listener != null;
	}

	/**
	 * Tell how long a statement took.
	 * @param sql the statement
	 * @param nanos the time in nanoseconds
	 * @param failed whether it failed
	 */
	public void executed(Sql sql, long nanos, boolean failed) {
		StatementListener listener = this.listener;
		if (listener != null) {
			listener.executed(bounded(sql.name()), nanos, failed);
		}
	}

	/**
	 * Start to count the statements of a connection.
	 * @return counters for one transaction after the other
	 */
	public TransactionStatements transactions() {
		return new TransactionStatements(this, this.threshold);
	}

	void repeated(RepeatedStatement repeated) {
		StatementListener listener = this.listener;
		if (listener != null) {
			listener.repeated(bounded(repeated.name()));
		}
		this.lock.lock();
		try {
			this.repeats.addLast(repeated);
			if (this.repeats.size() > MOST_REPEATS) {
				this.repeats.removeFirst();
			}
		}
		finally {
			this.lock.unlock();
		}
		// Once for each place: the meter tells how often.
		if (this.told.size() < MOST_REPEATS && this.told.add(repeated.callSite())) {
			LOGGER.warn(
					"One transaction executed '{}' {} times, at {}. Fetch all rows with one statement, or use a "
							+ "batch. ('platform.db-pool.repeats.threshold' is {}.)",
					repeated.name(), repeated.times(), repeated.callSite(), this.threshold);
		}
	}

	private String bounded(String name) {
		return (this.names.contains(name) || (this.names.size() < MOST_NAMES && this.names.add(name))) ? name : "other";
	}

	@Override
	public List<RepeatedStatement> list() {
		this.lock.lock();
		try {
			return List.copyOf(this.repeats);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void clear() {
		this.lock.lock();
		try {
			this.repeats.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
