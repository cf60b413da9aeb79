package io.portfolioplatform.dbpool.pooler;

import java.util.LinkedHashMap;
import java.util.Map;

import io.portfolioplatform.dbpool.PoolMode;

/**
 * What stands between this process and PostgreSQL.
 *
 * @param mode what a connection may be used for
 * @param prepared whether statements that the driver prepares survive there
 * @param reason how it is known
 */
public record Pooling(PoolMode mode, boolean prepared, String reason) {

	/**
	 * Most named statements of one connection behind a pooler that keeps them: half of
	 * what PgBouncer 1.24 keeps by default.
	 */
	private static final String STATEMENT_CACHE = "100";

	/**
	 * In seconds: longer than poolers let a query wait for a server (60 s) and than
	 * Supabase lets one run (120 s), because a pooler that vanished answers nothing.
	 */
	private static final String SOCKET_TIMEOUT = "180";

	/**
	 * Return the properties of the PostgreSQL driver that fit.
	 * @return property names and values
	 */
	public Map<String, String> driverProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("tcpKeepAlive", "true");
		properties.put("readOnlyMode", "transaction");
		if (this.mode != PoolMode.DIRECT) {
			properties.put("socketTimeout", SOCKET_TIMEOUT);
		}
		if (!this.prepared) {
			properties.put("prepareThreshold", "0");
		}
		else if (this.mode == PoolMode.TRANSACTION) {
			properties.put("preparedStatementCacheQueries", STATEMENT_CACHE);
		}
		return properties;
	}

	/**
	 * Say what it is and how that is known.
	 * @return one sentence
	 */
	public String explain() {
		String statements = (this.mode == PoolMode.TRANSACTION && this.prepared) ? " with prepared statements" : "";
		return "Mode: %s%s, because %s.".formatted(this.mode, statements, this.reason);
	}

}
