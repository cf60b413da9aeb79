package io.portfolioplatform.dbpool.lease;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/**
 * The tables and functions of the registry.
 */
final class RegistryScript {

	/**
	 * Path of the script on the class path.
	 */
	static final String PATH = "io/portfolioplatform/dbpool/lease/registry.sql";

	/**
	 * Of the functions, which say it in the body of {@code renew}.
	 */
	static final int VERSION = 2;

	private static final String OLDER = """
			select coalesce(substring(prosrc from '-- Version ([0-9]+)'), '1')::integer < %d from pg_proc
				where proname = 'renew' and pronamespace = to_regnamespace('platform_db_pool')""".formatted(VERSION);

	/**
	 * Schema, function or table do not exist.
	 */
	private static final Set<String> MISSING = Set.of("3F000", "42883", "42P01");

	/**
	 * Insufficient privilege; read-only transaction.
	 */
	private static final Set<String> FORBIDDEN = Set.of("42501", "25006");

	/**
	 * Processes that start together create it one after the other. Any number does.
	 */
	private static final long LOCK = 0x6462706f6f6cL;

	private RegistryScript() {
	}

	static String text() {
		try (InputStream stream = RegistryScript.class.getClassLoader().getResourceAsStream(PATH)) {
			return new String(Objects.requireNonNull(stream, PATH).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static boolean isMissing(SQLException failure) {
		return MISSING.contains(String.valueOf(failure.getSQLState()));
	}

	static boolean isForbidden(SQLException failure) {
		return FORBIDDEN.contains(String.valueOf(failure.getSQLState()));
	}

	/**
	 * Return whether there are functions that an older version of this module created. A
	 * newer one's stay.
	 */
	static boolean isOlder(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(OLDER)) {
			return result.next() && result.getBoolean(1);
		}
	}

	/**
	 * Run the script in one transaction, which a transaction pooler keeps together.
	 */
	static void run(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
			statement.execute(text());
			connection.commit();
		}
		catch (SQLException ex) {
			connection.rollback();
			throw ex;
		}
		finally {
			connection.setAutoCommit(true);
		}
	}

}
