package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two pools of one process, without leases.
 */
@EmbeddedServers
class GateInstallerTests {

	@Test
	void eachPoolLendsTheShareToWhoeverHoldsConnectionsOfTheOther(PostgresDatabase database) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
							OwnDataSourceAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class))
			.withPropertyValues("DATABASE_URL=" + database.uri(), "platform.db-pool.budget.slots=47")
			.withBean("first", HikariDataSource.class, () -> pool(database))
			.withBean("second", HikariDataSource.class, () -> pool(database))
			.run((context) -> {
				Gate gate = context.getBean(Gate.class);
				List<Connection> taken = new ArrayList<>(take(4, context.getBean("first", HikariDataSource.class)));
				assertThat(gate.state().used()).isEqualTo(4);
				taken.addAll(take(4, context.getBean("second", HikariDataSource.class)));
				assertThat(taken).hasSize(8);
				assertThat(gate.state().used()).as("what is shown is the first pool's").isEqualTo(4);
				for (Connection connection : taken) {
					connection.close();
				}
			});
	}

	private static List<Connection> take(int count, HikariDataSource pool) throws SQLException {
		List<Connection> taken = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			taken.add(pool.getConnection());
		}
		return taken;
	}

	private static HikariDataSource pool(PostgresDatabase database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.jdbcUrl());
		pool.setUsername(database.username());
		pool.setPassword(database.password());
		return pool;
	}

}
