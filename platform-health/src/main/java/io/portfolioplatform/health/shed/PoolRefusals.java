package io.portfolioplatform.health.shed;

import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;

/**
 * Recognises that a connection pool refused work instead of letting it wait.
 */
public final class PoolRefusals {

	/** SQLState of a refusal, of no standard class. */
	static final String SQL_STATE = "PP001";

	private static final int DEEPEST_CAUSE = 20;

	private PoolRefusals() {
	}

	/**
	 * Return whether a failure is a refusal, or caused by one.
	 * @param thrown the failure, or {@code null}
	 * @return whether it is
	 */
	public static boolean isRefusal(@Nullable Throwable thrown) {
		Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (cause instanceof SQLTransientConnectionException refusal && SQL_STATE.equals(refusal.getSQLState())) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}
