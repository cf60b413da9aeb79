package io.portfolioplatform.ratelimit.quota;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool that refuses a statement outside a transaction, as platform-db-pool's does on a
 * thread with claims.
 */
final class TransactionsOnly {

	private TransactionsOnly() {
	}

	static DataSource of(DataSource dataSource) {
		return proxy(DataSource.class, dataSource, (method) -> {
		}, (result) -> (result instanceof Connection connection) ? lent(connection) : result);
	}

	private static Connection lent(Connection connection) {
		return proxy(Connection.class, connection, (method) -> {
			if (method.equals("prepareStatement") && connection.getAutoCommit()) {
				throw new SQLException("a statement outside a transaction would run without claims", "25P01");
			}
			if (method.equals("close")) {
				assertThat(connection.getAutoCommit()).as("given back as it was").isTrue();
			}
		}, (result) -> result);
	}

	private static <T> T proxy(Class<T> type, T target, Before before, After after) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				before.call(method.getName());
				try {
					return after.result(method.invoke(target, arguments));
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	private interface Before {

		void call(String method) throws SQLException;

	}

	private interface After {

		Object result(Object result);

	}

}
