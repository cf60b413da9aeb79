package io.portfolioplatform.dbpool.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReplicaFirst}, with another database in place of a replica.
 */
@EmbeddedServers
class ReplicaFirstTests {

	private long now = 1;

	@Test
	void triesTheReplicaAgainAfterTenSeconds(PostgresDatabase primary, PostgresDatabase replica) throws SQLException {
		try (FaultProxy proxy = FaultProxy.to(replica.host(), replica.port())) {
			ReplicaFirst dataSource = new ReplicaFirst(source(replica.through(proxy.port())), source(primary),
					() -> this.now);
			assertThat(database(dataSource)).isEqualTo(replica.name());
			proxy.refuse();
			assertThat(database(dataSource)).isEqualTo(primary.name());
			proxy.restore();
			this.now += Duration.ofMillis(9_999).toNanos();
			assertThat(database(dataSource)).as("not asked yet").isEqualTo(primary.name());
			this.now += Duration.ofMillis(1).toNanos();
			assertThat(database(dataSource)).isEqualTo(replica.name());
		}
	}

	private static DriverManagerDataSource source(PostgresDatabase database) {
		return new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
	}

	private static String database(ReplicaFirst dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				var result = connection.createStatement().executeQuery("select current_database()")) {
			result.next();
			return result.getString(1);
		}
	}

}
