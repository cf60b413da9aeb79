package io.portfolioplatform.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The snippet of the module's README, compiled and run.
 */
@EmbeddedServers
class ReadmeTests {

	@Test
	void storesAGreeting(PostgresDatabase database, RedisServer redis) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password())) {
			connection.createStatement().execute("create table greeting (text text)");
			assertThatNoException()
				.isThrownBy(() -> connection.createStatement().execute("insert into greeting values ('hello')"));
		}
		try (FaultProxy proxy = FaultProxy.to(redis.host(), redis.port())) {
			assertThatNoException().isThrownBy(() -> proxy.latency(Duration.ofMillis(200)));
		}
	}

}
