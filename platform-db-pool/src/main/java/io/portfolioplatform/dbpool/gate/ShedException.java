package io.portfolioplatform.dbpool.gate;

import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;

/**
 * Nothing was sent to the database, because no connection will be free in time. Its
 * SQLState is {@code PP001}.
 */
public final class ShedException extends SQLTransientConnectionException {

	/**
	 * What tells this refusal from one of the database.
	 */
	public static final String SQL_STATE = "PP001";

	private static final long serialVersionUID = 1L;

	private ShedException(String message) {
		super(message, SQL_STATE);
	}

	static ShedException hopeless(GateSize size, int waiting, long expected, long limit) {
		return new ShedException("No connection in time: %d wait for %d connections, about %d ms, and %d ms are left"
			.formatted(waiting, size.total(), millis(expected), millis(limit)));
	}

	static ShedException late(GateSize size, int waiting, long limit) {
		return new ShedException("No connection after %d ms: all %d are in use, %d others wait".formatted(millis(limit),
				size.total(), waiting));
	}

	static ShedException nested(GateSize size) {
		return new ShedException(("This thread holds a connection and asks for a second one (REQUIRES_NEW?) while all "
				+ "%d are in use. It is refused at once, because waiting could be for itself")
			.formatted(size.total()));
	}

	static ShedException shut(String reason) {
		return new ShedException(reason);
	}

	static ShedException interrupted() {
		return new ShedException("Interrupted while waiting for a connection");
	}

	private static long millis(long nanos) {
		return TimeUnit.NANOSECONDS.toMillis(nanos);
	}

}
