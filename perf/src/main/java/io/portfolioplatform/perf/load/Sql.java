package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What can be done to the database from outside: with its owner's rights past PgBouncer,
 * or with the application's through it.
 *
 * @param system the system whose database it is
 */
public record Sql(LocalSystem system) {

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
	 * @return the connections
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the pooler refuses one
	 */
	public List<Connection> occupy(int connections) throws IOException, SQLException {
		List<Connection> held = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			held.add(begun(connect(this.system.poolerPort(), "portfolio_app", "app_password"), "select 1"));
		}
		return held;
	}

	/**
	 * Find what somebody has bought.
	 * @param person the person
	 * @return the identifiers of the purchases
	 * @throws IOException if the password cannot be read
	 * @throws SQLException if the database refuses the question
	 */
	public Set<Long> purchases(UUID person) throws IOException, SQLException {
		Set<Long> found = new HashSet<>();
		try (Connection connection = owner();
				PreparedStatement statement = connection
					.prepareStatement("select id from activity where user_id = ? and date = date '2007-06-01'")) {
			statement.setObject(1, person);
			for (ResultSet rows = statement.executeQuery(); rows.next();) {
				found.add(rows.getLong(1));
			}
		}
		return found;
	}

	/**
	 * Count the queries of all time as PgBouncer does: round trips to the database. Its
	 * console does not understand what the JDBC driver begins with.
	 * @return how many there were
	 * @throws IOException if the pooler does not tell
	 */
	long queries() throws IOException {
		ProcessBuilder psql = new ProcessBuilder("psql", "-XAF,", "-h", "127.0.0.1", "-p",
				Integer.toString(this.system.poolerPort()), "-U", "portfolio_app", "-d", "pgbouncer", "-c",
				"show stats_totals");
		psql.environment().put("PGPASSWORD", password("app_password"));
		Process process = psql.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		List<List<String>> table = process.inputReader().lines().map((line) -> List.of(line.split(",", -1))).toList();
		if (process.onExit().join().exitValue() != 0) {
			throw new IOException("PgBouncer does not tell its statistics");
		}
		int column = table.get(0).indexOf("query_count");
		return table.stream()
			.filter((row) -> row.get(0).equals("portfolio"))
			.mapToLong((row) -> Long.parseLong(row.get(column)))
			.sum();
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
		return connect(this.system.databasePort(), "portfolio", "postgres_password");
	}

	private Connection connect(int port, String user, String secret) throws IOException, SQLException {
		return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/portfolio?prepareThreshold=0",
				user, password(secret));
	}

	private String password(String secret) throws IOException {
		return Files.readString(this.system.directory().resolve("secrets").resolve(secret)).strip();
	}

}
