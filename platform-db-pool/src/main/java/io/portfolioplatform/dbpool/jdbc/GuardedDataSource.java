package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import io.portfolioplatform.dbpool.PoolMode;
import org.postgresql.Driver;
import org.postgresql.core.BaseConnection;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Opens connections with the PostgreSQL driver and guards them.
 */
public final class GuardedDataSource extends AbstractDriverBasedDataSource {

	private final Driver driver = new Driver();

	private final PoolMode mode;

	private final TransactionPrologue prologue;

	private int loginTimeout;

	/**
	 * Create a source of connections.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 * @param properties properties of the driver
	 * @param mode what stands between this process and PostgreSQL
	 * @param prologue what transactions start with
	 */
	public GuardedDataSource(String jdbcUrl, Properties properties, PoolMode mode, TransactionPrologue prologue) {
		setUrl(jdbcUrl);
		setConnectionProperties(properties);
		this.mode = mode;
		this.prologue = prologue;
	}

	@Override
	public int getLoginTimeout() {
		return this.loginTimeout;
	}

	@Override
	public void setLoginTimeout(int timeout) {
		this.loginTimeout = timeout;
	}

	@Override
	protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
		if (this.loginTimeout > 0) {
			properties.putIfAbsent("loginTimeout", String.valueOf(this.loginTimeout));
		}
		Connection connection = this.driver.connect(String.valueOf(getUrl()), properties);
		if (connection == null) {
			throw new SQLException("The PostgreSQL driver does not know this URL", "08001");
		}
		return new GuardedConnection(connection.unwrap(BaseConnection.class), this.mode, this.prologue);
	}

}
