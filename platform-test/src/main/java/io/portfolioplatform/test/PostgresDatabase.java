package io.portfolioplatform.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where one database is reached, in the forms that drivers and services ask for.
 *
 * @param host the host name
 * @param port the port
 * @param name the database's name
 * @param username the user to sign in as, a superuser of a test server
 * @param password the user's password
 */
public record PostgresDatabase(String host, int port, String name, String username, String password) {

	/**
	 * Return the URL for the JDBC driver, without credentials.
	 * @return a {@code jdbc:postgresql:} URL
	 */
	public String jdbcUrl() {
		return "jdbc:postgresql://" + this.host + ":" + this.port + "/" + this.name;
	}

	/**
	 * Return the libpq URI, as in the environment variable {@code DATABASE_URL}.
	 * @return a {@code postgresql:} URI with percent-encoded credentials
	 */
	public String uri() {
		return "postgresql://" + encode(this.username) + ":" + encode(this.password) + "@" + this.host + ":" + this.port
				+ "/" + this.name;
	}

	/**
	 * Return the same database reached through another address, such as a fault proxy.
	 * @param port the other port on the loopback interface
	 * @return the database behind that port
	 */
	public PostgresDatabase through(int port) {
		return new PostgresDatabase("localhost", port, this.name, this.username, this.password);
	}

	/**
	 * Return the same database for a role that owns nothing and that row-level security
	 * binds, creating the role at the first call. Its password is its name.
	 * @param role name of the role, a plain identifier
	 * @return the database as that role signs in to it
	 */
	public PostgresDatabase as(String role) {
		try (Connection connection = DriverManager.getConnection(jdbcUrl(), this.username, this.password);
				Statement statement = connection.createStatement()) {
			statement.execute("""
					do $$ begin
						create role %1$s login password '%1$s' nosuperuser nobypassrls nocreatedb nocreaterole;
					exception when duplicate_object or unique_violation then
						-- Migrations may have made it, without a login.
						alter role %1$s login password '%1$s';
					end $$
					""".formatted(role));
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create role " + role, ex);
		}
		return new PostgresDatabase(this.host, this.port, this.name, role, role);
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
