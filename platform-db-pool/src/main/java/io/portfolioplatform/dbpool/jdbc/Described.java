package io.portfolioplatform.dbpool.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * Asks the server for the columns of a query without giving the statement a name.
 */
final class Described extends ResultHandlerBase {

	private static final int FLAGS = QueryExecutor.QUERY_DESCRIBE_ONLY | QueryExecutor.QUERY_ONESHOT
			| QueryExecutor.QUERY_SUPPRESS_BEGIN;

	private Field @Nullable [] fields;

	private Described() {
	}

	static @Nullable ResultSetMetaData metaData(BaseConnection connection, Statement statement, String sql)
			throws SQLException {
		Query query = connection.createQuery(sql, true, true).query;
		Described described = new Described();
		connection.getQueryExecutor().execute(query, query.createParameterList(), described, 0, 0, FLAGS);
		query.close();
		Field[] fields = described.fields;
		if (fields == null) {
			return null;
		}
		ResultSet empty = statement.unwrap(BaseStatement.class).createDriverResultSet(fields, List.of());
		return empty.getMetaData();
	}

	@Override
	public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
		this.fields = fields;
	}

	@Override
	public void handleWarning(SQLWarning warning) {
		// A description has no reader for it.
	}

}
