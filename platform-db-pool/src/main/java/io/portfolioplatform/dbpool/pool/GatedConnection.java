package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;

import io.portfolioplatform.dbpool.gate.Permit;
import io.portfolioplatform.dbpool.jdbc.DelegatingConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * A borrowed connection that gives its permit back after the pool has it again.
 */
final class GatedConnection extends DelegatingConnection {

	private final Connection pooled;

	private final Permit permit;

	private final GatedDataSource owner;

	private final @Nullable Loan loan;

	GatedConnection(Connection pooled, Permit permit, GatedDataSource owner, @Nullable Loan loan) {
		super(pooled);
		this.pooled = pooled;
		this.permit = permit;
		this.owner = owner;
		this.loan = loan;
	}

	Connection pooled() {
		return this.pooled;
	}

	@Override
	public void close() throws SQLException {
		try {
			if (!isClosed()) {
				giveBack();
			}
		}
		finally {
			if (this.permit.giveBack() && this.loan != null) {
				this.loan.end();
			}
		}
	}

	private void giveBack() throws SQLException {
		try {
			rollBack();
		}
		catch (SQLException | RuntimeException ex) {
			// Broken, or closed by an eviction: what was open ends with it.
			discard();
			return;
		}
		catch (Error ex) {
			discard();
			throw ex;
		}
		super.close();
		if (this.owner.isTooLarge()) {
			// Not before: HikariCP fails to reset what was evicted.
			this.owner.evictConnection(this.pooled);
		}
	}

	/**
	 * Evict it before anybody else gets it. What HikariCP then fails to reset is no
	 * matter: nobody gets it.
	 */
	private void discard() {
		try {
			this.owner.evictConnection(this.pooled);
		}
		finally {
			JdbcUtils.closeConnection(this.pooled);
		}
	}

	/**
	 * HikariCP rolls back only where it saw a statement, and it sees none of what was
	 * unwrapped: the next borrower would go on in that transaction, with its claims.
	 * Where none is open this sends nothing.
	 */
	private void rollBack() throws SQLException {
		if (!getAutoCommit()) {
			rollback();
		}
	}

}
