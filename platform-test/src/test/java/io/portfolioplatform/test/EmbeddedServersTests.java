package io.portfolioplatform.test;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@EmbeddedServers
class EmbeddedServersTests {

	@Test
	void givesARealPostgres(PostgresDatabase database) throws SQLException {
		assertThat(query(database, "show server_version")).startsWith("17.");
	}

	@Test
	void givesEachParameterADatabaseOfItsOwn(PostgresDatabase one, PostgresDatabase other) throws SQLException {
		query(one, "create table only_here as select 1; select 'created'");
		assertThat(query(other, "select to_regclass('only_here')")).isNull();
	}

	@Test
	void givesARoleThatOwnsNothing(PostgresDatabase database) throws SQLException {
		PostgresDatabase application = database.as("application");
		assertThat(query(database.as("application"), "select current_user")).isEqualTo("application");
		assertThat(query(application, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
			.isEqualTo("f");
	}

	@Test
	void uriCarriesEncodedCredentials() {
		var database = new PostgresDatabase("localhost", 5432, "app", "a b", "p@ss/w:rd");
		assertThat(database.uri()).isEqualTo("postgresql://a%20b:p%40ss%2Fw%3Ard@localhost:5432/app");
	}

	@Test
	void sharesOneServer(PostgresServer server) {
		assertThat(PostgresServer.shared()).isSameAs(server);
	}

	@Test
	void givesARealRedis(RedisServer redis) throws IOException {
		assertThat(command(redis, "PING")).startsWith("+PONG");
	}

	@Test
	void startsARedisWithSettingsOfItsOwn() throws IOException {
		try (RedisServer redis = RedisServer.start("maxmemory 10mb")) {
			assertThat(command(redis, "CONFIG GET maxmemory")).contains("10485760");
		}
	}

	private static String query(PostgresDatabase database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password())) {
			var statement = connection.createStatement();
			boolean result = statement.execute(sql);
			while (!result) {
				result = statement.getMoreResults();
			}
			ResultSet rows = statement.getResultSet();
			rows.next();
			return rows.getString(1);
		}
	}

	private static String command(RedisServer redis, String command) throws IOException {
		try (Socket socket = new Socket(redis.host(), redis.port())) {
			socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes());
			return new String(socket.getInputStream().readAllBytes());
		}
	}

}
