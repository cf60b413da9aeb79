package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What can be done to the database from outside: with its owner's rights past PgBouncer,
 * or with the application's through it.
 *
 * @param system the system whose database it is
 */
public record Sql(LocalSystem system) {

	private static final String APPLICATION = "portfolio_app";

	/**
	 * Run one text as the owner.
	 * @param text one or several statements
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses it
	 */
	public void run(String text) throws IOException, SQLException {
		try (Connection connection = owner(); Statement statement = connection.createStatement()) {
			statement.execute(text);
		}
	}

	/**
	 * Begin a transaction as the owner and leave it open.
	 * @param text its first statement
	 * @return the connection
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses it
	 */
	public Connection begin(String text) throws IOException, SQLException {
		return begun(owner(), text);
	}

	/**
	 * Take connections of the pooler's and leave each in a transaction.
	 * @param connections how many
	 * @param held is given the connections
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the pooler refuses one
	 */
	public void occupy(int connections, Collection<Connection> held) throws IOException, SQLException {
		for (int i = 0; i < connections; i++) {
			Connection connection = pooled();
			held.add(connection);
			begun(connection, "select 1");
		}
	}

	/**
	 * Find what somebody has.
	 * @param person the person
	 * @return quantities of their activities by comment
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses the question
	 */
	public Map<String, List<Integer>> activities(UUID person) throws IOException, SQLException {
		Map<String, List<Integer>> found = new HashMap<>();
		try (Connection connection = owner();
				PreparedStatement statement = connection
					.prepareStatement("select coalesce(comment, ''), quantity from activity where user_id = ?")) {
			statement.setObject(1, person);
			for (ResultSet rows = statement.executeQuery(); rows.next();) {
				found.computeIfAbsent(rows.getString(1), (comment) -> new ArrayList<>())
					.add(rows.getBigDecimal(2).intValueExact());
			}
		}
		return found;
	}

	/**
	 * Find the latest price of an instrument.
	 * @param symbol its symbol
	 * @return the price
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses the question
	 */
	public BigDecimal price(String symbol) throws IOException, SQLException {
		try (Connection connection = owner();
				PreparedStatement statement = connection
					.prepareStatement("select close from price join instrument on instrument.id = price.instrument_id"
							+ " where symbol = ? and user_id is null order by date desc limit 1")) {
			statement.setString(1, symbol);
			ResultSet rows = statement.executeQuery();
			rows.next();
			return rows.getBigDecimal(1);
		}
	}

	/**
	 * Open a connection as the application does, past the pooler.
	 * @param name what it is called
	 * @return the connection
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses it
	 */
	public Connection direct(String name) throws IOException, SQLException {
		return connect(this.system.databasePort(), APPLICATION, "app_password", "&ApplicationName=" + name);
	}

	/**
	 * Open a connection as the application does, through the pooler.
	 * @return the connection
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the pooler refuses it
	 */
	public Connection pooled() throws IOException, SQLException {
		return connect(this.system.poolerPort(), APPLICATION, "app_password", "");
	}

	/**
	 * Count the queries of all time as PgBouncer does: round trips to the database.
	 * @return how many there were
	 * @throws IOException if the pooler does not tell
	 */
	long queries() throws IOException {
		return console("show stats_totals").stream()
			.filter((row) -> "portfolio".equals(row.get("database")))
			.mapToLong((row) -> Long.parseLong(row.get("query_count")))
			.sum();
	}

	/**
	 * Read a setting with which PgBouncer works.
	 * @param name of the setting
	 * @return its value, if this version knows it
	 * @throws IOException if the pooler does not tell
	 */
	public Optional<String> poolerSetting(String name) throws IOException {
		return console("show config").stream()
			.filter((row) -> name.equals(row.get("key")))
			.map((row) -> row.get("value"))
			.findAny();
	}

	/** Of the server. */
	String version() throws IOException, SQLException {
		try (Connection connection = owner()) {
			return connection.getMetaData().getDatabaseProductVersion();
		}
	}

	/** PgBouncer's console does not understand what the JDBC driver begins with. */
	private List<Map<String, String>> console(String command) throws IOException {
		ProcessBuilder psql = new ProcessBuilder("psql", "-XAF,", "-h", "127.0.0.1", "-p",
				Integer.toString(this.system.poolerPort()), "-U", APPLICATION, "-d", "pgbouncer", "-c", command);
		psql.environment().put("PGPASSWORD", this.system.secret("app_password"));
		Process process = psql.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		List<List<String>> table = process.inputReader().lines().map((line) -> List.of(line.split(",", -1))).toList();
		if (process.onExit().join().exitValue() != 0) {
			throw new IOException("PgBouncer does not tell: " + command);
		}
		List<String> head = table.get(0);
		return table.stream().skip(1).filter((row) -> row.size() == head.size()).map((row) -> {
			Map<String, String> named = new HashMap<>();
			for (int i = 0; i < head.size(); i++) {
				named.put(head.get(i), row.get(i));
			}
			return named;
		}).toList();
	}

	/**
	 * Ask for a number as the owner.
	 * @param question a query with one row and one column
	 * @return the number
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses the question
	 */
	public long count(String question) throws IOException, SQLException {
		try (Connection connection = owner();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(question)) {
			rows.next();
			return rows.getLong(1);
		}
	}

	private static Connection begun(Connection connection, String text) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute(text);
		}
		return connection;
	}

	private Connection owner() throws IOException, SQLException {
		return connect(this.system.databasePort(), "portfolio", "postgres_password", "");
	}

	private Connection connect(int port, String user, String secret, String options) throws IOException, SQLException {
		return DriverManager.getConnection(
				"jdbc:postgresql://127.0.0.1:" + port + "/portfolio?prepareThreshold=0" + options, user,
				this.system.secret(secret));
	}

}
