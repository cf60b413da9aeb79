package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.refusal.Refusals;
import org.postgresql.core.BaseConnection;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Opens connections with the PostgreSQL driver, no more than allowed, and guards them.
 */
public final class GuardedDataSource extends AbstractDriverBasedDataSource {

	private static final String SOCKET_TIMEOUT = "socketTimeout";

	private final PoolMode mode;

	private final TransactionPrologue prologue;

	private final Sockets sockets;

	private final Connector connector;

	private volatile int loginTimeout = 5;

	/**
	 * Create a source of connections.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 * @param properties properties of the driver
	 * @param mode what stands between this process and PostgreSQL
	 * @param prologue what transactions start with
	 * @param sockets how many connections there may be
	 * @param refusals who is told when a connection is refused
	 */
	public GuardedDataSource(String jdbcUrl, Properties properties, PoolMode mode, TransactionPrologue prologue,
			Sockets sockets, Refusals refusals) {
		setUrl(jdbcUrl);
		setConnectionProperties(properties);
		this.mode = mode;
		this.prologue = prologue;
		this.sockets = sockets;
		this.connector = new Connector(jdbcUrl, refusals);
	}

	@Override
	public int getLoginTimeout() {
		return this.loginTimeout;
	}

	@Override
	public void setLoginTimeout(int timeout) {
		this.loginTimeout = Math.max(1, timeout);
	}

	@Override
	protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
		long timeout = TimeUnit.SECONDS.toMillis(this.loginTimeout);
		this.sockets.acquire(timeout);
		Connection driver;
		try {
			driver = open(properties, timeout);
		}
		catch (SQLException | RuntimeException ex) {
			this.sockets.release();
			throw ex;
		}
		BoundedConnection bounded = new BoundedConnection(driver, this.sockets);
		return new GuardedConnection(driver.unwrap(BaseConnection.class), bounded, this.mode, this.prologue);
	}

	/**
	 * The driver's own login timeout connects on another thread, which it abandons with
	 * an open socket, so the login is limited by the timeouts of the socket.
	 */
	private Connection open(Properties properties, long timeout) throws SQLException {
		boolean limited = properties.containsKey(SOCKET_TIMEOUT)
				|| String.valueOf(getUrl()).contains(SOCKET_TIMEOUT + "=");
		if (!limited) {
			properties.setProperty(SOCKET_TIMEOUT, String.valueOf(this.loginTimeout));
		}
		properties.putIfAbsent("connectTimeout", String.valueOf(this.loginTimeout));
		Connection connection = this.connector.connect(properties, timeout);
		if (!limited) {
			connection.setNetworkTimeout(Runnable::run, 0);
		}
		return connection;
	}

}
