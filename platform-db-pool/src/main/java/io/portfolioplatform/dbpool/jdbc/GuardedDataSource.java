package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.sql.Sql;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.dbpool.url.DriverParameters;
import io.portfolioplatform.dbpool.url.SessionParameters;
import org.postgresql.core.BaseConnection;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Opens connections with the PostgreSQL driver, no more than allowed, and guards them.
 */
public final class GuardedDataSource extends AbstractDriverBasedDataSource {

	private static final String SOCKET_TIMEOUT = "socketTimeout";

	private static final String SOCKET_FACTORY = "socketFactory";

	private final PoolingDetector detector;

	private final TransactionPrologue prologue;

	private final Statements statements;

	private final Sockets sockets;

	private final Cancels cancels = new Cancels();

	private final Connector connector;

	private volatile int loginTimeout = 5;

	/**
	 * Create a source of connections.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 * @param properties properties of the driver
	 * @param detector knows what stands between this process and PostgreSQL
	 * @param prologue what transactions start with
	 * @param statements who is told of what is executed
	 * @param sockets how many connections there may be
	 * @param refusals who is told when a connection is refused
	 */
	public GuardedDataSource(String jdbcUrl, Properties properties, PoolingDetector detector,
			TransactionPrologue prologue, Statements statements, Sockets sockets, Refusals refusals) {
		setUrl(jdbcUrl);
		setConnectionProperties(properties);
		this.detector = detector;
		this.prologue = prologue;
		this.statements = statements;
		this.sockets = sockets;
		this.connector = new Connector(DriverParameters.withoutLoginTimeout(jdbcUrl), refusals);
	}

	/**
	 * Return what bounds the connections.
	 * @return how many there may be
	 */
	public Sockets sockets() {
		return this.sockets;
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
		WatchedSocketFactory.takeLast();
		BaseConnection driver;
		try {
			driver = askOnce(open(properties, timeout), properties, timeout);
		}
		catch (Throwable ex) {
			this.sockets.release(WatchedSocketFactory.takeLast());
			throw ex;
		}
		Connection bounded = BoundedConnection.of(driver, this.sockets, WatchedSocketFactory.takeLast());
		try {
			return new GuardedConnection(driver, bounded, this.detector.pooling().mode(), this.prologue,
					this.statements, this.cancels);
		}
		catch (Throwable ex) {
			BoundedConnection.close(bounded, ex);
			throw ex;
		}
	}

	/**
	 * Open a connection that is not guarded and counts elsewhere.
	 * @param credentials user and password
	 * @param sockets where it counts
	 * @param timeoutMillis how long that may take
	 * @return a new connection
	 * @throws SQLException if there is none
	 */
	public Connection open(Credentials credentials, Sockets sockets, long timeoutMillis) throws SQLException {
		Properties properties = new Properties();
		properties.putAll(Objects.requireNonNullElseGet(getConnectionProperties(), Properties::new));
		properties.setProperty("prepareThreshold", "0");
		if (credentials.getUsername() != null) {
			properties.setProperty("user", credentials.getUsername());
		}
		if (credentials.getPassword() != null) {
			properties.setProperty("password", credentials.getPassword());
		}
		sockets.acquire(timeoutMillis);
		WatchedSocketFactory.takeLast();
		Connection connection;
		try {
			connection = open(properties, timeoutMillis);
		}
		catch (Throwable ex) {
			sockets.release(WatchedSocketFactory.takeLast());
			throw ex;
		}
		return BoundedConnection.of(connection, sockets, WatchedSocketFactory.takeLast());
	}

	/**
	 * What the driver knows of a connection is settled when it connects, so an answer
	 * that changes it closes the connection.
	 */
	private BaseConnection askOnce(BaseConnection connection, Properties properties, long timeout) throws SQLException {
		boolean changed;
		try {
			changed = this.detector.ask(connection);
			refuseSessionParameters();
		}
		catch (Throwable ex) {
			BoundedConnection.close(connection, ex);
			throw ex;
		}
		if (!changed) {
			return connection;
		}
		connection.close();
		return open(properties, timeout);
	}

	/**
	 * Before it was asked, nobody may have known that this is a transaction pooler.
	 */
	private void refuseSessionParameters() throws SQLException {
		try {
			SessionParameters.check(String.valueOf(getUrl()), this.detector.pooling().mode());
		}
		catch (InvalidDbPoolException ex) {
			throw new SQLFeatureNotSupportedException(ex.getMessage(), Sql.REFUSED, ex);
		}
	}

	/**
	 * The driver's own login timeout connects on another thread, which it abandons with
	 * an open socket, so the login is limited by the timeouts of the socket instead, also
	 * where the application sets one for all drivers. Other parameters of the URL win
	 * over properties, those given win over those of the mode.
	 */
	private BaseConnection open(Properties given, long timeout) throws SQLException {
		Properties properties = new Properties();
		properties.putAll(this.detector.pooling().driverProperties());
		// The driver reads texts only, and those of a pool may be others, as true.
		given.forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
		int login = (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(timeout));
		int seconds = Integer.parseInt(properties.getProperty(SOCKET_TIMEOUT, "0"));
		boolean shorter = seconds > 0 && seconds < login;
		properties.setProperty(SOCKET_TIMEOUT, String.valueOf(shorter ? seconds : login));
		properties.setProperty("loginTimeout", "0");
		properties.putIfAbsent("connectTimeout", String.valueOf(login));
		if (!String.valueOf(getUrl()).contains(SOCKET_FACTORY + "=")) {
			properties.putIfAbsent(SOCKET_FACTORY, WatchedSocketFactory.class.getName());
		}
		Connection connection = this.connector.connect(properties, timeout);
		if (!String.valueOf(getUrl()).contains(SOCKET_TIMEOUT + "=")) {
			connection.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(seconds));
		}
		return connection.unwrap(BaseConnection.class);
	}

}
