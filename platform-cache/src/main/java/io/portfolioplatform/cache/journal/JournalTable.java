package io.portfolioplatform.cache.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.Invalidation;

import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * The table {@code platform_cache_journal}: evictions that have not reached the log yet
 * as far as is known. Normally it is empty.
 */
final class JournalTable {

	/** Most rows that are read at once. */
	static final int MOST = 1_000;

	private static final String INSERT = "insert into platform_cache_journal "
			+ "(id, namespace, node, kind, name, method, cache_key) values (?, ?, ?, ?, ?, ?, ?)";

	private static final String SELECT = "select id, kind, name, method, cache_key from platform_cache_journal "
			+ "where namespace = ? and node <> ? order by created_at";

	private static final String DELETE = "delete from platform_cache_journal where id = ?";

	private static final String CHECK = "select id, namespace, node, kind, name, method, cache_key, created_at "
			+ "from platform_cache_journal where 1 = 0";

	private final DataSource dataSource;

	private final String namespace;

	private final String node;

	JournalTable(DataSource dataSource, String namespace, String node) {
		this.dataSource = dataSource;
		this.namespace = namespace;
		this.node = node;
	}

	/**
	 * Write rows, in the transaction of this thread if there is one.
	 */
	void insert(Collection<Row> rows) throws SQLException {
		execute(INSERT, (statement) -> {
			for (Row row : rows) {
				Invalidation invalidation = row.invalidation();
				String[] values = { row.id(), this.namespace, this.node, invalidation.kind().name(),
						invalidation.name(), invalidation.method(), invalidation.key() };
				for (int i = 0; i < values.length; i++) {
					statement.setString(i + 1, values[i]);
				}
				statement.addBatch();
			}
			statement.executeBatch();
		});
	}

	/**
	 * Return what other processes have written, oldest first.
	 */
	List<Row> ofOthers() throws SQLException {
		List<Row> rows = new ArrayList<>();
		execute(SELECT, (statement) -> {
			statement.setMaxRows(MOST);
			statement.setString(1, this.namespace);
			statement.setString(2, this.node);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					rows.add(new Row(result.getString(1),
							new Invalidation(Invalidation.Kind.valueOf(result.getString(2)), result.getString(3),
									result.getString(4), result.getString(5))));
				}
			}
		});
		return rows;
	}

	void delete(Collection<String> ids) throws SQLException {
		if (ids.isEmpty()) {
			return;
		}
		execute(DELETE, (statement) -> {
			for (String id : ids) {
				statement.setString(1, id);
				statement.addBatch();
			}
			statement.executeBatch();
		});
	}

	/**
	 * Fail unless the table is there.
	 */
	void check() throws SQLException {
		execute(CHECK, PreparedStatement::executeQuery);
	}

	private void execute(String sql, Work work) throws SQLException {
		Connection connection = DataSourceUtils.doGetConnection(this.dataSource);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			work.with(statement);
		}
		finally {
			DataSourceUtils.doReleaseConnection(connection, this.dataSource);
		}
	}

	/**
	 * One eviction.
	 *
	 * @param id tells rows apart
	 * @param invalidation what to forget
	 */
	record Row(String id, Invalidation invalidation) {

	}

	/**
	 * What to do with a statement.
	 */
	@FunctionalInterface
	private interface Work {

		void with(PreparedStatement statement) throws SQLException;

	}

}
