package io.portfolioplatform.dbpool.jdbc;

import io.portfolioplatform.test.PostgresDatabase;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PgBouncer 1.24, as Debian 13 has it, with two server connections to a PostgreSQL of its
 * own.
 */
final class PgBouncerContainer implements AutoCloseable {

	private static final int PORT = 6432;

	private static final String SETTINGS = """
			[databases]
			* = host=db port=5432 user=test password=test
			[pgbouncer]
			listen_addr = 0.0.0.0
			listen_port = 6432
			auth_type = any
			pool_mode = transaction
			default_pool_size = 2
			ignore_startup_parameters = extra_float_digits
			""";

	private final Network network = Network.newNetwork();

	private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17").withNetwork(this.network)
		.withNetworkAliases("db");

	private final GenericContainer<?> pooler;

	PgBouncerContainer(int maxPreparedStatements) {
		this.pooler = new GenericContainer<>(new ImageFromDockerfile("platform-pgbouncer:debian13", false)
			.withDockerfileFromBuilder((builder) -> builder.from("debian:trixie-slim")
				.run("apt-get update && apt-get install -y --no-install-recommends pgbouncer")
				.build()))
			.withNetwork(this.network)
			.withExposedPorts(PORT)
			.withCopyToContainer(
					Transferable.of(SETTINGS + "max_prepared_statements = " + maxPreparedStatements + "\n", 0644),
					"/etc/platform.ini")
			.withCommand("pgbouncer", "-u", "postgres", "/etc/platform.ini");
		this.postgres.start();
		this.pooler.start();
	}

	PostgresDatabase database() {
		return new PostgresDatabase(this.pooler.getHost(), this.pooler.getMappedPort(PORT), "test", "test", "test");
	}

	String version() throws Exception {
		return this.pooler.execInContainer("pgbouncer", "--version").getStdout();
	}

	@Override
	public void close() {
		this.pooler.stop();
		this.postgres.stop();
		this.network.close();
	}

}
