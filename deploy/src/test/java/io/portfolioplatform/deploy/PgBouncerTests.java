package io.portfolioplatform.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;

import com.github.dockerjava.api.DockerClient;
import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the image of PgBouncer: how it ends while a pool is connected, whose
 * connections stay for minutes, and how long it keeps those of a machine that vanished.
 */
@RequiresDocker
class PgBouncerTests {

	private static final int KILLED = 137;

	private static final int GRACE_SECONDS = 20;

	private static final Network NETWORK = Network.newNetwork();

	private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17").withNetwork(NETWORK)
		.withNetworkAliases("postgres")
		.withUsername("portfolio_app");

	private static final GenericContainer<?> PGBOUNCER = new GenericContainer<>("portfolio-pgbouncer:test")
		.withNetwork(NETWORK)
		.withEnv("PGBOUNCER_USER", "portfolio_app")
		.withEnv("PGBOUNCER_PASSWORD_FILE", "/run/password")
		.withCopyToContainer(Transferable.of("test"), "/run/password")
		.withExposedPorts(6432);

	@BeforeAll
	static void start() throws Exception {
		// Testcontainers does not build with BuildKit.
		Commands.run(Map.of(), "docker", "build", "-q", "-t", "portfolio-pgbouncer:test", "deploy/docker/pgbouncer");
		POSTGRES.start();
	}

	@BeforeEach
	void startPooler() {
		PGBOUNCER.start();
	}

	@AfterEach
	void stopPooler() {
		PGBOUNCER.stop();
	}

	@AfterAll
	static void stop() {
		POSTGRES.stop();
		NETWORK.close();
	}

	@Test
	void endsByItselfWhileAPoolStaysConnected() throws Exception {
		DockerClient docker = PGBOUNCER.getDockerClient();
		String container = PGBOUNCER.getContainerId();
		try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + PGBOUNCER.getHost() + ":"
				+ PGBOUNCER.getMappedPort(6432) + "/test?prepareThreshold=0", "portfolio_app", "test");
				Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			docker.stopContainerCmd(container).withTimeout(GRACE_SECONDS).exec();
			assertThat(docker.inspectContainerCmd(container).exec().getState().getExitCodeLong()).isNotNull()
				.isNotEqualTo(KILLED);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"));
		}
	}

	/**
	 * Others get the connections of a process that vanished when its lease is forgotten.
	 */
	@Test
	void noticesThatAMachineVanishedBeforeItsLeaseIsForgotten() throws Exception {
		long quarantine = Document
			.json(Files
				.readString(Path.of("../platform-db-pool/target/classes/META-INF/spring-configuration-metadata.json")))
			.all("$.properties[?(@.name == 'platform.db-pool.budget.quarantine')].defaultValue")
			.stream()
			.mapToLong((value) -> DurationStyle.detectAndParse(value.toString()).toSeconds())
			.sum();
		Map<String, Long> settings = PGBOUNCER
			.execInContainer("bash", "-c",
					"PGPASSWORD=$(<$PGBOUNCER_PASSWORD_FILE) psql -h 127.0.0.1 -p 6432 -U $PGBOUNCER_USER pgbouncer "
							+ "-XAtF ' ' -c 'show config' | grep -E '^(tcp_keep|idle_transaction)'")
			.getStdout()
			.lines()
			.map((line) -> line.split(" "))
			.collect(Collectors.toMap((words) -> words[0], (words) -> Long.valueOf(words[1])));
		long noticed = settings.getOrDefault("tcp_keepidle", 0L)
				+ settings.getOrDefault("tcp_keepintvl", 0L) * settings.getOrDefault("tcp_keepcnt", 0L);
		assertThat(settings).containsEntry("tcp_keepalive", 1L);
		assertThat(noticed).isBetween(1L, quarantine);
		assertThat(settings.getOrDefault("idle_transaction_timeout", 0L)).as("of its locks").isBetween(1L, quarantine);
	}

}
