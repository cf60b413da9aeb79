package io.portfolioplatform.perf.dbpool;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives connections that lead to no database and can only be lent.
 */
final class Nowhere extends AbstractDataSource {

	private static final Map<Class<?>, Object> ANSWERS = Map.of(boolean.class, true, int.class, 0);

	@Override
	public Connection getConnection() {
		return (Connection) Proxy.newProxyInstance(Nowhere.class.getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, args) -> answer(proxy, method));
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

	private static @Nullable Object answer(Object proxy, Method method) {
		return switch (method.getName()) {
			case "isClosed", "isReadOnly" -> false;
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> "a connection to nowhere";
			default -> ANSWERS.get(method.getReturnType());
		};
	}

}
