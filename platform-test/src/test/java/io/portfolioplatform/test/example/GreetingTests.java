package io.portfolioplatform.test.example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@EmbeddedServers
class GreetingTests {

	@Test
	void storesAGreeting(PostgresDatabase database, RedisServer redis) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password()); Statement statement = connection.createStatement()) {
			statement.execute("create table greeting (text text)");
			assertThat(statement.executeUpdate("insert into greeting values ('hello')")).isEqualTo(1);
		}
		try (FaultProxy proxy = FaultProxy.to(redis.host(), redis.port())) {
			proxy.latency(Duration.ofMillis(200));
			// connect to localhost at proxy.port() and see what 200 ms of latency do
			assertThat(proxy.port()).isNotEqualTo(redis.port());
		}
	}

}
