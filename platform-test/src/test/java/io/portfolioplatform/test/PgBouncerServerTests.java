package io.portfolioplatform.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * Tests for {@link PgBouncerServer}.
 */
@EmbeddedServers
@RequiresPgBouncer
class PgBouncerServerTests {

	@Test
	void sharesOneServerConnectionInTransactionMode(PostgresServer server, PostgresDatabase database)
			throws SQLException {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "default_pool_size = 1");
				Connection one = connect(database.through(pooler.port()));
				Connection other = connect(database.through(pooler.port()))) {
			assertThat(backend(one)).isEqualTo(backend(other));
		}
	}

	@Test
	void settingsWin(PostgresServer server, PostgresDatabase database) throws SQLException {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "pool_mode = session");
				Connection one = connect(database.through(pooler.port()));
				Connection other = connect(database.through(pooler.port()))) {
			assertThat(backend(one)).isNotEqualTo(backend(other));
		}
	}

	@Test
	void doesNotTakeForItsOwnWhoAnswersOnItsPort(PostgresServer server) throws IOException {
		try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertThatIOException().isThrownBy(() -> PgBouncerServer.startOn(other.getLocalPort(), server))
				.withMessageContaining("already in use");
		}
	}

	@Test
	void leavesNoFilesBehind(PostgresServer server) {
		Path directory;
		try (PgBouncerServer pooler = PgBouncerServer.start(server)) {
			directory = directory(pooler);
			assertThat(directory).isDirectoryContaining("glob:**.ini");
		}
		assertThat(directory).doesNotExist();
	}

	/**
	 * The directory of its configuration, which the command line of its process names.
	 */
	private static Path directory(PgBouncerServer pooler) {
		return ProcessHandle.current()
			.children()
			.flatMap((child) -> Stream.of(child.info().arguments().orElse(new String[0])))
			.filter((argument) -> argument.endsWith("pgbouncer.ini"))
			.map(Path::of)
			.filter((configuration) -> contentOf(configuration.toFile()).contains("listen_port = " + pooler.port()))
			.map(Path::getParent)
			.findFirst()
			.orElseThrow();
	}

	private static Connection connect(PostgresDatabase database) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
	}

	private static int backend(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
			result.next();
			return result.getInt(1);
		}
	}

}
