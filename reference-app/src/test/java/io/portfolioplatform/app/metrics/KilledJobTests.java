package io.portfolioplatform.app.metrics;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import io.portfolioplatform.app.ReferenceApplication;
import io.portfolioplatform.app.demo.DemoClock;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.node.NodeLauncher;
import io.portfolioplatform.test.node.Nodes;
import io.portfolioplatform.test.node.ProcessNode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that work survives the process that did it.
 */
class KilledJobTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	private final JdbcClient owner = JdbcClient.create(
			new DriverManagerDataSource(this.database.jdbcUrl(), this.database.username(), this.database.password()));

	private final UUID user = UUID.randomUUID();

	@Test
	void anotherProcessFinishesTheJobOfOneThatWasKilled() throws SQLException {
		try (Nodes<ProcessNode> first = launcher().inOwnJvms(1)) {
			this.owner.sql("insert into portfolio (user_id, name) values (?, 'P')").param(this.user).update();
			this.owner.sql("insert into metrics_revision (user_id, revision) values (?, 1)").param(this.user).update();
			try (Connection lock = lockRevision()) {
				this.owner.sql("""
						insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
						values ('recompute-metrics', ?, now(), false, 1)
						on conflict do nothing
						""").param(this.user.toString()).update();
				await().atMost(PATIENCE).until(this::isBlocked);
				first.get(0).kill();
				lock.commit();
			}
			assertThat(isPicked()).isTrue();
			assertThat(isOutdated()).isTrue();
		}
		try (Nodes<ProcessNode> second = launcher().inOwnJvms(1)) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(isOutdated()).isFalse());
			assertThat(second.get(0).isAlive()).isTrue();
			assertThat(this.owner.sql("select count(*) from portfolio_metrics where user_id = ?")
				.param(this.user)
				.query(Long.class)
				.single()).isOne();
		}
	}

	private NodeLauncher launcher() {
		return NodeLauncher.of(WithoutTestConfiguration.class, ReferenceApplication.class, AtTheDemosDay.class)
			.property("DATABASE_URL", this.database.as("portfolio_app").uri())
			.property("spring.flyway.url", this.database.jdbcUrl())
			.property("spring.flyway.user", this.database.username())
			.property("spring.flyway.password", this.database.password())
			.property("portfolio.jobs.heartbeat-interval", "1s")
			.property("portfolio.jobs.polling-interval", "500ms")
			.property(DemoTokens.PROPERTY.split("=")[0], DemoTokens.PROPERTY.split("=")[1])
			.jvmOptions("-Xmx256m", "-XX:TieredStopAtLevel=1");
	}

	private Connection lockRevision() throws SQLException {
		Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.username(),
				this.database.password());
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("select 1 from metrics_revision for update");
		}
		return connection;
	}

	private boolean isBlocked() {
		return this.owner.sql("""
				select exists (select from pg_stat_activity where datname = current_database()
					and wait_event_type = 'Lock' and query like '%metrics_revision%')
				""").query(Boolean.class).single();
	}

	private boolean isPicked() {
		return this.owner.sql("select picked from scheduled_tasks where task_instance = ?")
			.param(this.user.toString())
			.query(Boolean.class)
			.single();
	}

	private boolean isOutdated() {
		return this.owner.sql("select revision > computed from metrics_revision where user_id = ?")
			.param(this.user)
			.query(Boolean.class)
			.single();
	}

	@TestConfiguration(proxyBeanMethods = false)
	@Import(DemoClock.class)
	static class AtTheDemosDay {

	}

}
