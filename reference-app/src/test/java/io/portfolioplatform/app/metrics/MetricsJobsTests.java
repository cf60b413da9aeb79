package io.portfolioplatform.app.metrics;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MetricsJobs} on the running scheduler.
 */
@IntegrationTest
class MetricsJobsTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Autowired
	private ImportService imports;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private PostgresDatabase database;

	private final UserId user = Users.fresh();

	@Test
	void computesOnceAfterManyChanges() {
		UUID portfolio = buy(1);
		for (int quantity = 2; quantity <= 5; quantity++) {
			buy(quantity);
			assertThat(queued()).isLessThanOrEqualTo(1);
		}
		assertThat(this.mvc.get().uri("/api/jobs").with(Users.signedIn(this.user))).hasStatusOk();
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(outdated()).isFalse();
			assertThat(queued()).isZero();
		});
		assertThat(this.mvc.get().uri("/api/portfolios/" + portfolio + "/metrics").with(Users.signedIn(this.user)))
			.hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("""
					{ "current": true, "figures": { "asOf": "2007-12-31",
					  "value": { "amount": "362.75", "currency": "EUR" } } }
					""");
	}

	@Test
	void aChangeThatComesWhileTheJobRunsIsNotLost() throws SQLException {
		UUID portfolio = buy(1);
		try (Connection lock = hold(portfolio)) {
			await().atMost(PATIENCE).until(this::isBlocked);
			buy(2);
			assertThat(queued()).isOne();
			lock.commit();
		}
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(outdated()).isFalse());
		assertThat(this.owner.sql("select revision from metrics_revision where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single()).isEqualTo(2);
	}

	@Test
	void findsWhatACrashLeftBehind() {
		UUID portfolio = buy(1);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(outdated()).isFalse());
		this.owner.sql("update metrics_revision set revision = 9 where user_id = ?").param(this.user.value()).update();
		this.owner.sql(
				"update scheduled_tasks set execution_time = now() where task_name = 'find-outdated-metrics' and not picked")
			.update();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(outdated()).isFalse());
		assertThat(this.owner.sql("select count(*) from portfolio_metrics where portfolio_id = ?")
			.param(portfolio)
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void showsMetricsOfTheOwnerOnly() {
		UUID portfolio = buy(1);
		assertThat(this.mvc.get().uri("/api/portfolios/" + portfolio + "/metrics").with(Users.signedIn(Users.fresh())))
			.hasStatus(404);
	}

	@Test
	void showsJobsOfTheOwnerOnly() throws SQLException {
		UUID portfolio = buy(1);
		try (Connection lock = hold(portfolio)) {
			await().atMost(PATIENCE).until(this::isBlocked);
			assertThat(this.mvc.get().uri("/api/jobs").with(Users.signedIn(this.user))).bodyJson()
				.extractingPath("$[*].task")
				.isEqualTo(List.of("recompute-metrics"));
			assertThat(this.mvc.get().uri("/api/jobs").with(Users.signedIn(Users.fresh()))).bodyJson()
				.isStrictlyEqualTo("[]");
			lock.commit();
		}
	}

	private UUID buy(int quantity) {
		String file = "date,type,symbol,quantity,unitPrice,currency\n2006-01-03,buy,MSFT," + quantity + ",26,USD\n";
		return this.imports.importFile(this.user, new ImportFile("a.csv", file.getBytes(StandardCharsets.UTF_8)), null)
			.portfolioId();
	}

	private boolean outdated() {
		return this.owner.sql("select revision > computed from metrics_revision where user_id = ?")
			.param(this.user.value())
			.query(Boolean.class)
			.single();
	}

	private long queued() {
		return this.owner.sql("select count(*) from scheduled_tasks where task_instance = ?")
			.param(this.user.toString())
			.query(Long.class)
			.single();
	}

	private boolean isBlocked() {
		return this.owner.sql("""
				select exists (select from pg_stat_activity where datname = current_database()
					and wait_event_type = 'Lock' and query like '%portfolio_metrics%')
				""").query(Boolean.class).single();
	}

	private Connection hold(UUID portfolio) throws SQLException {
		Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.username(),
				this.database.password());
		connection.setAutoCommit(false);
		try (PreparedStatement statement = connection.prepareStatement(
				"insert into portfolio_metrics (portfolio_id, user_id, computed_at, report) values (?, ?, now(), '{}')")) {
			statement.setObject(1, portfolio);
			statement.setObject(2, this.user.value());
			statement.executeUpdate();
		}
		return connection;
	}

}
