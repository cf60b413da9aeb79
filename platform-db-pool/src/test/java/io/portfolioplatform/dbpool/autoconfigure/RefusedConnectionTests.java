package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is said of a pooler that refuses, from its real answers.
 */
@EmbeddedServers
@RequiresPgBouncer
class RefusedConnectionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				PlatformDbPoolAutoConfiguration.class));

	@Test
	void saysWhatToDoAboutAPassword(PostgresServer server, PostgresDatabase database) throws Exception {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "auth_type = md5", "auth_file = " + users())) {
			String url = "DATABASE_URL=postgresql://clerk:%s@localhost:" + pooler.port() + "/" + database.name();
			this.runner.withPropertyValues(url.formatted("wr0ng")).run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				Throwable failure = catchThrowable(dataSource::getConnection);
				FailureAnalysis analysis = new RefusedConnectionFailureAnalyzer(context.getEnvironment())
					.analyze(failure);
				assertThat(analysis).as(String.valueOf(failure)).isNotNull();
				assertThat(analysis.getDescription()).contains("password authentication failed")
					.doesNotContain("wr0ng");
				assertThat(analysis.getAction()).contains("Check user and password of DATABASE_URL", "percent-encoded");
			});
		}
	}

	private static Path users() throws IOException {
		Path directory = Files.createTempDirectory("users",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		return Files.writeString(directory.resolve("users.txt"), "\"clerk\" \"right\"\n");
	}

	@Test
	void saysThatTheModeIsWrong(PostgresServer server, PostgresDatabase database) {
		try (PgBouncerServer pooler = PgBouncerServer.start(server, "default_pool_size = 1")) {
			this.runner
				.withPropertyValues("DATABASE_URL=" + database.through(pooler.port()).uri(),
						"platform.db-pool.mode=direct")
				.run((context) -> {
					Throwable failure = catchThrowable(() -> prepareOnTwo(context.getBean(DataSource.class)));
					FailureAnalysis analysis = new RefusedConnectionFailureAnalyzer(context.getEnvironment())
						.analyze(failure);
					assertThat(analysis.getDescription()).contains("already exists");
					assertThat(analysis.getAction()).contains("set 'platform.db-pool.mode' to transaction");
				});
		}
	}

	/**
	 * Often enough that the driver names the statement, with the same name in the one
	 * server session.
	 */
	private static void prepareOnTwo(DataSource dataSource) throws SQLException {
		try (Connection one = dataSource.getConnection(); Connection other = dataSource.getConnection()) {
			for (Connection connection : new Connection[] { one, other }) {
				try (PreparedStatement statement = connection.prepareStatement("select 1")) {
					for (int i = 0; i < 10; i++) {
						statement.executeQuery().close();
					}
				}
			}
		}
	}

}
