package io.portfolioplatform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL server on a free port of the loopback interface. Data lives as long
 * as the server; durability is switched off, so nothing of it belongs into production.
 */
public final class PostgresServer implements AutoCloseable {

	private static final String SUPERUSER = "postgres";

	private final EmbeddedPostgres server;

	private final AtomicInteger databases = new AtomicInteger();

	private PostgresServer(EmbeddedPostgres server) {
		this.server = server;
	}

	/**
	 * Return the server that the whole JVM shares, starting it at the first call. It
	 * stops with the JVM.
	 * @return the shared server
	 */
	public static PostgresServer shared() {
		return Shared.SERVER;
	}

	/**
	 * Start a server of one's own, for tests that restart or overload it.
	 * @return a running server that the caller closes
	 * @throws UncheckedIOException if the server does not start
	 */
	public static PostgresServer start() {
		return start(builder());
	}

	/**
	 * Start a server of one's own that asks for passwords, which the others trust.
	 * @return a running server that the caller closes
	 * @throws UncheckedIOException if the server does not start
	 */
	public static PostgresServer startWithPasswords() {
		try {
			Path password = Files.writeString(Files.createTempFile("postgres", ".txt"), SUPERUSER);
			try {
				// What the builder calls locale are options of initdb.
				return start(builder().setLocaleConfig("auth-host", "scram-sha-256")
					.setLocaleConfig("pwfile", password.toString())
					.setConnectConfig("password", SUPERUSER));
			}
			finally {
				Files.delete(password);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The password cannot be handed over", ex);
		}
	}

	private static EmbeddedPostgres.Builder builder() {
		return EmbeddedPostgres.builder()
			.setServerConfig("max_connections", "300")
			.setServerConfig("fsync", "off")
			.setServerConfig("synchronous_commit", "off")
			.setServerConfig("full_page_writes", "off");
	}

	private static PostgresServer start(EmbeddedPostgres.Builder builder) {
		try {
			return new PostgresServer(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded PostgreSQL did not start", ex);
		}
	}

	/**
	 * Create an empty database that no one else uses.
	 * @return where to reach it
	 */
	public PostgresDatabase createDatabase() {
		String name = "db" + this.databases.incrementAndGet();
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot create database " + name, ex);
		}
		return new PostgresDatabase(host(), port(), name, SUPERUSER, SUPERUSER);
	}

	/**
	 * Return the host, always the loopback interface.
	 * @return the host name
	 */
	public String host() {
		return "localhost";
	}

	/**
	 * Return the port the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.server.getPort();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded PostgreSQL did not stop", ex);
		}
	}

	/**
	 * Starts the shared server when it is first asked for.
	 */
	private static final class Shared {

		static final PostgresServer SERVER = start();

	}

}
