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

	private final GatedDataSource owner;

	GatedConnection(Connection pooled, Permit permit, GatedDataSource owner) {
		super(pooled);
		this.pooled = pooled;
		this.permit = permit;
		this.owner = owner;
	}

	Connection pooled() {
		return this.pooled;
	}

	@Override
	public void close() throws SQLException {
		try {
			if (isClosed() || !this.owner.trimmed(this.pooled)) {
				super.close();
			}
		}
		finally {
			this.permit.close();
		}
	}

}
