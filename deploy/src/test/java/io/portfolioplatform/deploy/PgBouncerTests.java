package io.portfolioplatform.deploy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the image of PgBouncer: how it ends while a pool is connected, whose
 * connections stay for minutes.
 */
@RequiresDocker
class PgBouncerTests {

	private static final int KILLED = 137;

	private static final int GRACE_SECONDS = 20;

	private static final Network NETWORK = Network.newNetwork();

	private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17").withNetwork(NETWORK)
		.withNetworkAliases("postgres");

	private static final GenericContainer<?> PGBOUNCER = new GenericContainer<>("portfolio-pgbouncer:test")
		.withNetwork(NETWORK)
		.withEnv("PGBOUNCER_USER", "test")
		.withEnv("PGBOUNCER_PASSWORD_FILE", "/run/password")
		.withCopyToContainer(Transferable.of("test"), "/run/password")
		.withExposedPorts(6432);

	@BeforeAll
	static void start() throws Exception {
		// Testcontainers does not build with BuildKit.
		Commands.run(Map.of(), "docker", "build", "-q", "-t", "portfolio-pgbouncer:test", "deploy/docker/pgbouncer");
		POSTGRES.start();
		PGBOUNCER.start();
	}

	@AfterAll
	static void stop() {
		PGBOUNCER.stop();
		POSTGRES.stop();
		NETWORK.close();
	}

	@Test
	void endsByItselfWhileAPoolStaysConnected() throws Exception {
		DockerClient docker = PGBOUNCER.getDockerClient();
		String container = PGBOUNCER.getContainerId();
		try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + PGBOUNCER.getHost() + ":"
				+ PGBOUNCER.getMappedPort(6432) + "/test?prepareThreshold=0", "test", "test");
				Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			docker.stopContainerCmd(container).withTimeout(GRACE_SECONDS).exec();
			assertThat(docker.inspectContainerCmd(container).exec().getState().getExitCodeLong()).isNotNull()
				.isNotEqualTo(KILLED);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"));
		}
	}

}
