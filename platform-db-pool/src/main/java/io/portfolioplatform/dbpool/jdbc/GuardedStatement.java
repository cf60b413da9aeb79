package io.portfolioplatform.dbpool.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;

import io.portfolioplatform.dbpool.sql.Sql;
import io.portfolioplatform.dbpool.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * Lets the connection look at what a statement executes before the driver does it.
 */
final class GuardedStatement implements InvocationHandler {

	private final Statement delegate;

	private final GuardedConnection connection;

	private @Nullable Sql sql;

	private boolean executed;

	private GuardedStatement(Statement delegate, GuardedConnection connection, @Nullable Sql sql) {
		this.delegate = delegate;
		this.connection = connection;
		this.sql = sql;
	}

	static <S extends Statement> S guard(S statement, Class<S> type, GuardedConnection connection, @Nullable Sql sql) {
		return type.cast(Proxy.newProxyInstance(GuardedStatement.class.getClassLoader(), new Class<?>[] { type },
				new GuardedStatement(statement, connection, sql)));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
		String name = method.getName();
		if (name.startsWith("execute")) {
			check(args);
			return execute(method, args);
		}
		else if (name.equals("addBatch")) {
			check(args);
		}
		else if (name.equals("cancel")) {
			this.connection.cancels().cancel(this.delegate);
			return null;
		}
		else if (name.equals("getConnection")) {
			return this.connection;
		}
		else if (name.equals("getMetaData") && this.sql != null && isDescribedByName()) {
			return Described.metaData(this.connection.driver(), this.delegate, this.sql.toString());
		}
		return call(method, args);
	}

	private void check(Object @Nullable [] args) throws SQLException {
		if (args != null && args.length > 0 && args[0] instanceof String text) {
			this.sql = this.connection.check(text);
		}
	}

	private @Nullable Object execute(Method method, Object @Nullable [] args) throws Throwable {
		this.connection.beforeWork(this.sql);
		this.executed = true;
		Statements statements = this.connection.statements();
		if (this.sql == null || !statements.isTimed()) {
			return call(method, args);
		}
		long start = System.nanoTime();
		boolean failed = true;
		try {
			Object result = call(method, args);
			failed = false;
			return result;
		}
		finally {
			statements.executed(this.sql, System.nanoTime() - start, failed);
		}
	}

	/**
	 * The driver describes a statement it has not executed under a name, which stays in
	 * the session, whatever the prepare threshold says.
	 */
	private boolean isDescribedByName() {
		return !this.executed && this.connection.isSharedSession();
	}

	private @Nullable Object call(Method method, Object @Nullable [] args) throws Throwable {
		try {
			return method.invoke(this.delegate, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
