package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;

import io.portfolioplatform.dbpool.gate.Permit;
import io.portfolioplatform.dbpool.jdbc.DelegatingConnection;

/**
 * A borrowed connection that gives its permit back after the pool has it again.
 */
final class GatedConnection extends DelegatingConnection {

	private final Connection pooled;

	private final Permit permit;

	GatedConnection(Connection pooled, Permit permit) {
		super(pooled);
		this.pooled = pooled;
		this.permit = permit;
	}

	Connection pooled() {
		return this.pooled;
	}

	@Override
	public void close() throws SQLException {
		try {
			super.close();
		}
		finally {
			this.permit.close();
		}
	}

}
