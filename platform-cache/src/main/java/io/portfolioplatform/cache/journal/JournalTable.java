package io.portfolioplatform.cache.journal;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

import javax.sql.DataSource;

import io.portfolioplatform.cache.coherence.Invalidation;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code platform_cache_journal}: evictions that have not reached the log yet
 * as far as is known. Normally it is empty.
 */
final class JournalTable {

	/** Most rows that are read or deleted at once. */
	static final int MOST = 1_000;

	private static final int LONGEST_NAME = 1000;

	private static final String INSERT = "insert into platform_cache_journal "
			+ "(id, namespace, node, kind, name, method, cache_key) values (?, ?, ?, ?, ?, ?, ?)";

	private static final String SELECT = "select id, kind, name, method, cache_key from platform_cache_journal "
			+ "where namespace = ? and node <> ? order by created_at, id";

	private static final String SELECT_UNTIL = "select id from platform_cache_journal where namespace = ? and node <> ? "
			+ "and created_at <= (select created_at from platform_cache_journal where id = ?)";

	private static final String DELETE = "delete from platform_cache_journal where id = ?";

	private static final String CHECK = "select id, namespace, node, kind, name, method, cache_key, created_at "
			+ "from platform_cache_journal where 1 = 0";

	private final JdbcTemplate jdbc;

	private final JdbcTemplate ids;

	private final String namespace;

	private final String node;

	JournalTable(DataSource dataSource, String namespace, String node) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.jdbc.setMaxRows(MOST);
		this.ids = new JdbcTemplate(dataSource);
		this.ids.setMaxRows(100 * MOST);
		this.namespace = namespace;
		this.node = node;
	}

	/**
	 * Write a row, in the transaction of this thread if there is one.
	 */
	void insert(Row row) {
		Invalidation invalidation = row.invalidation();
		String[] values = { row.id(), this.namespace, this.node, invalidation.kind().name(), invalidation.name(),
				invalidation.method(), invalidation.key() };
		this.jdbc.update(INSERT, (statement) -> {
			for (int i = 0; i < values.length; i++) {
				statement.setString(i + 1, values[i]);
			}
		});
	}

	/**
	 * Return what other processes have written, oldest first.
	 */
	List<Row> ofOthers() {
		return this.jdbc.query(SELECT,
				(result, number) -> new Row(result.getString(1),
						new Invalidation(Invalidation.Kind.valueOf(result.getString(2)), result.getString(3),
								result.getString(4), result.getString(5))),
				this.namespace, this.node);
	}

	/**
	 * Return which rows other processes have written until one of them was written, in no
	 * order.
	 */
	List<String> idsOfOthersUntil(Row row) {
		return this.ids.queryForList(SELECT_UNTIL, String.class, this.namespace, this.node, row.id());
	}

	void delete(Collection<String> ids) {
		if (!ids.isEmpty()) {
			// Sorted, so that processes that delete the same do not wait for each other.
			this.jdbc.batchUpdate(DELETE, new TreeSet<>(ids), MOST, (statement, id) -> statement.setString(1, id));
		}
	}

	/**
	 * Fail unless the table is there.
	 */
	void check() {
		this.jdbc.execute(CHECK);
	}

	/**
	 * One eviction.
	 *
	 * @param id tells rows apart
	 * @param invalidation what to forget
	 */
	record Row(String id, Invalidation invalidation) {

		/**
		 * Return a row for an eviction, or for one of everything if the table cannot hold
		 * its texts, which may be a client's.
		 */
		static Row of(Invalidation invalidation) {
			boolean fits = invalidation.name().length() <= LONGEST_NAME && isStorable(invalidation.name())
					&& (invalidation.key() == null || isStorable(invalidation.key()));
			return new Row(UUID.randomUUID().toString(), fits ? invalidation : Invalidation.all(""));
		}

		/** PostgreSQL's texts have no such character. */
		private static boolean isStorable(String text) {
			return text.indexOf('\0') < 0;
		}

	}

}
