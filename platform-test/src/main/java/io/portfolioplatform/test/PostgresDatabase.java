package io.portfolioplatform.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

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

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
