package io.portfolioplatform.dbpool.jdbc;

import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;

import io.portfolioplatform.dbpool.RequestDeadline;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How long the calling thread may still take: until the timeout of its transaction or its
 * request's deadline, whichever is earlier.
 */
public final class TimeLeft {

	/**
	 * The SQLState of a deadline that has passed, which is PostgreSQL's of a statement
	 * that was cancelled.
	 */
	public static final String SQL_STATE = "57014";

	private final Supplier<@Nullable RequestDeadline> request;

	private final Clock clock;

	/**
	 * Create the source.
	 * @param request who knows the deadline of a request, if anyone
	 * @param clock the clock that deadlines refer to
	 */
	public TimeLeft(Supplier<@Nullable RequestDeadline> request, Clock clock) {
		this.request = request;
		this.clock = clock;
	}

	/**
	 * Return the time left.
	 * @return milliseconds, at least one, or {@code null} without a deadline
	 * @throws SQLTransientException if the deadline has passed
	 */
	public @Nullable Long millis() throws SQLTransientException {
		Instant deadline = deadline();
		if (deadline == null) {
			return null;
		}
		long millis = deadline.toEpochMilli() - this.clock.millis();
		if (millis <= 0) {
			// No SQLTimeoutException, at which HikariCP closes the connection.
			throw new SQLTransientException("The deadline passed " + -millis + " ms before the database was asked",
					SQL_STATE);
		}
		return millis;
	}

	private @Nullable Instant deadline() {
		RequestDeadline source = this.request.get();
		Instant earliest = (source != null) ? source.current() : null;
		for (Object holder : TransactionSynchronizationManager.getResourceMap().values()) {
			Date timeout = (holder instanceof ResourceHolderSupport support) ? support.getDeadline() : null;
			if (timeout != null && (earliest == null || timeout.toInstant().isBefore(earliest))) {
				earliest = timeout.toInstant();
			}
		}
		return earliest;
	}

}
