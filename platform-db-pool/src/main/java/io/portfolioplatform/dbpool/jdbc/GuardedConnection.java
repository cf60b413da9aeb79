package io.portfolioplatform.dbpool.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.dbpool.sql.Sql;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.dbpool.statement.TransactionStatements;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A connection whose transactions start with the prologue and which, behind a transaction
 * pooler, refuses what would stay in the session. The isolation level is kept here and
 * said in each transaction, instead of once to a session that changes.
 */
final class GuardedConnection extends DelegatingConnection {

	private final BaseConnection driver;

	private final boolean sharedSession;

	private final TransactionPrologue prologue;

	private final Statements statements;

	private final TransactionStatements counted;

	private final Cancels cancels;

	private @Nullable Integer defaultIsolation;

	private @Nullable Integer isolation;

	/**
	 * Whether the prologue of the running transaction was sent. Only meaningful while the
	 * driver says that a transaction is open.
	 */
	private boolean opened;

	/**
	 * What the prologue of the running transaction claimed.
	 */
	private @Nullable Claims claims;

	GuardedConnection(BaseConnection driver, Connection bounded, PoolMode mode, TransactionPrologue prologue,
			Statements statements, Cancels cancels) {
		super(bounded);
		this.driver = driver;
		this.sharedSession = mode == PoolMode.TRANSACTION;
		this.prologue = prologue;
		this.statements = statements;
		this.cancels = cancels;
		this.counted = statements.transactions();
	}

	boolean isSharedSession() {
		return this.sharedSession;
	}

	Cancels cancels() {
		return this.cancels;
	}

	Statements statements() {
		return this.statements;
	}

	/**
	 * Look at SQL before the driver gets it.
	 */
	Sql check(String text) throws SQLException {
		Sql sql = Sql.of(text);
		if (this.sharedSession) {
			sql.checkSession();
		}
		if (sql.controlsTransaction() && (this.sharedSession || this.prologue.claims() != null)) {
			sql.checkTransaction();
		}
		return sql;
	}

	/**
	 * Called before anything is executed.
	 */
	void beforeWork(@Nullable Sql sql) throws SQLException {
		if (this.driver.getAutoCommit()) {
			refuseAutoCommit();
			return;
		}
		if (sql != null) {
			this.counted.count(sql);
		}
		if (!this.opened || this.driver.getTransactionState() == TransactionState.IDLE) {
			this.opened = false;
			this.claims = this.prologue.send(this.driver, chosenIsolation());
			this.opened = true;
		}
		// Each time: who wants to know may have come in the middle of the transaction.
		this.prologue.tell(this.claims);
	}

	private void refuseAutoCommit() throws SQLException {
		if (this.prologue.claims() != null) {
			throw new SQLException("There are claims for this thread, and a statement outside a transaction would run "
					+ "without them. Add @Transactional.", "25P01");
		}
		if (chosenIsolation() != null) {
			throw new SQLException("The isolation level was set, and a statement outside a transaction would run "
					+ "without it. Switch auto-commit off.", "25P01");
		}
	}

	private @Nullable String chosenIsolation() throws SQLException {
		Integer level = this.isolation;
		return (level == null || level.equals(this.defaultIsolation)) ? null : Isolation.name(level);
	}

	@Override
	public int getTransactionIsolation() throws SQLException {
		Integer level = this.isolation;
		if (level == null) {
			level = super.getTransactionIsolation();
			this.defaultIsolation = level;
			this.isolation = level;
		}
		return level;
	}

	@Override
	public void setTransactionIsolation(int level) throws SQLException {
		Isolation.name(level);
		int current = getTransactionIsolation();
		boolean running = this.opened && this.driver.getTransactionState() != TransactionState.IDLE;
		if (running && level != current) {
			throw new SQLException("The isolation level cannot change in the middle of a transaction", "25001");
		}
		this.isolation = level;
	}

	@Override
	public void setAutoCommit(boolean autoCommit) throws SQLException {
		end();
		super.setAutoCommit(autoCommit);
	}

	@Override
	public void commit() throws SQLException {
		end();
		super.commit();
	}

	@Override
	public void rollback() throws SQLException {
		end();
		super.rollback();
	}

	private void end() {
		this.opened = false;
		this.counted.end();
	}

	@Override
	public Savepoint setSavepoint() throws SQLException {
		beforeWork(null);
		return super.setSavepoint();
	}

	@Override
	public Savepoint setSavepoint(String name) throws SQLException {
		beforeWork(null);
		return super.setSavepoint(name);
	}

	@Override
	public void setSchema(String schema) throws SQLException {
		if (this.sharedSession) {
			throw Sql.refused("setSchema", "Name the schema in the SQL, or set the role's search_path.");
		}
		super.setSchema(schema);
	}

	@Override
	public void setClientInfo(String name, String value) throws SQLClientInfoException {
		checkClientInfo();
		super.setClientInfo(name, value);
	}

	@Override
	public void setClientInfo(Properties properties) throws SQLClientInfoException {
		checkClientInfo();
		super.setClientInfo(properties);
	}

	private void checkClientInfo() throws SQLClientInfoException {
		if (this.sharedSession) {
			SQLException refused = Sql.refused("setClientInfo",
					"Write 'set local application_name', or ApplicationName into the URL.");
			throw new SQLClientInfoException(refused.getMessage(), refused.getSQLState(), Map.of(), refused);
		}
	}

	@Override
	public void setHoldability(int holdability) throws SQLException {
		checkHoldability(holdability);
		super.setHoldability(holdability);
	}

	private void checkHoldability(int holdability) throws SQLException {
		if (this.sharedSession && holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT) {
			throw Sql.refused("A cursor held over commit", "Read it in its transaction.");
		}
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (!type.isInstance(this)) {
			// What is unwrapped sends statements this class does not see.
			beforeWork(null);
		}
		return super.unwrap(type);
	}

	/**
	 * The driver's sends statements this class does not see, which may be the first of a
	 * transaction.
	 */
	@Override
	public DatabaseMetaData getMetaData() throws SQLException {
		if (!this.driver.getAutoCommit()) {
			beforeWork(null);
		}
		return super.getMetaData();
	}

	@Override
	public Statement createStatement() throws SQLException {
		return GuardedStatement.guard(super.createStatement(), Statement.class, this, null);
	}

	@Override
	public Statement createStatement(int type, int concurrency) throws SQLException {
		return GuardedStatement.guard(super.createStatement(type, concurrency), Statement.class, this, null);
	}

	@Override
	public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
		checkHoldability(holdability);
		return GuardedStatement.guard(super.createStatement(type, concurrency, holdability), Statement.class, this,
				null);
	}

	@Override
	public PreparedStatement prepareStatement(String sql) throws SQLException {
		Sql checked = check(sql);
		return prepared(super.prepareStatement(sql), checked);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
		Sql checked = check(sql);
		return prepared(super.prepareStatement(sql, autoGeneratedKeys), checked);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
		Sql checked = check(sql);
		return prepared(super.prepareStatement(sql, columnIndexes), checked);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
		Sql checked = check(sql);
		return prepared(super.prepareStatement(sql, columnNames), checked);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
		Sql checked = check(sql);
		return prepared(super.prepareStatement(sql, type, concurrency), checked);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
			throws SQLException {
		Sql checked = check(sql);
		checkHoldability(holdability);
		return prepared(super.prepareStatement(sql, type, concurrency, holdability), checked);
	}

	private PreparedStatement prepared(PreparedStatement statement, Sql sql) {
		return GuardedStatement.guard(statement, PreparedStatement.class, this, sql);
	}

	@Override
	public CallableStatement prepareCall(String sql) throws SQLException {
		Sql checked = check(sql);
		return call(super.prepareCall(sql), checked);
	}

	@Override
	public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
		Sql checked = check(sql);
		return call(super.prepareCall(sql, type, concurrency), checked);
	}

	@Override
	public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
		Sql checked = check(sql);
		checkHoldability(holdability);
		return call(super.prepareCall(sql, type, concurrency, holdability), checked);
	}

	private CallableStatement call(CallableStatement statement, Sql sql) {
		return GuardedStatement.guard(statement, CallableStatement.class, this, sql);
	}

	BaseConnection driver() {
		return this.driver;
	}

}
