package io.portfolioplatform.app.database;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.app.ReferenceApplication;
import io.portfolioplatform.app.security.DemoTokens;
import io.portfolioplatform.health.DrainStartedEvent;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lease of the fleet's connections in the whole application: while it is lost, each
 * request is answered 503 and readiness stays on; while the application stops, it is held
 * until the last request had its connection, and given back then.
 */
class LeaseTests {

	/**
	 * As the deployment reckons: at 30 s each, and 5 s to close the pools.
	 */
	private static final String TWO_PHASES = "66s";

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	private final JdbcTemplate owner = new JdbcTemplate(
			new DriverManagerDataSource(this.database.jdbcUrl(), this.database.username(), this.database.password()));

	private final List<String> order = new CopyOnWriteArrayList<>();

	@Test
	void isMissedRequestByRequestAndGivenBackAfterDrainAndServer() throws Exception {
		PostgresDatabase application = this.database.as("portfolio_app");
		ConfigurableApplicationContext context = start(application);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isLeased);
		loseAndRegain(context);
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		context.addApplicationListener((ApplicationListener<DrainStartedEvent>) (event) -> this.order
			.add("drain: leased " + isLeased() + ", " + jdbc.sql("select 'answered'").query(String.class).single()));
		context.close();
		assertThat(this.order).containsExactly("drain: leased true, answered", "last phase: leased true");
		assertThat(this.owner.queryForObject("select count(*) from platform_db_pool.lease", Integer.class)).isOne();
		assertThat(isLeased()).isFalse();
	}

	/**
	 * Whoever locks the registry keeps the lease from being renewed.
	 */
	private void loseAndRegain(ConfigurableApplicationContext context) throws Exception {
		assertThat(Pods.get(context, "server", "/api/portfolios").statusCode()).isEqualTo(200);
		try (Connection other = Objects.requireNonNull(this.owner.getDataSource()).getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("select * from platform_db_pool.budget for update");
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> Pods.get(context, "server", "/api/portfolios").statusCode() == 503);
			HttpResponse<String> refused = Pods.get(context, "server", "/api/portfolios");
			assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
			assertThat(refused.body()).contains("\"status\":503");
			Awaitility.await()
				.untilAsserted(() -> assertThat(Pods.get(context, "management", "/readyz").body())
					.startsWith("{\"status\":\"UP\"")
					.contains("the whole fleet shares what is down: db"));
			assertThat(Pods.get(context, "server", "/readyz").statusCode()).isEqualTo(200);
			assertThat(Pods.get(context, "management", "/livez").statusCode()).isEqualTo(200);
			assertThat(shedByThePool(context)).isPositive();
			other.rollback();
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> Pods.get(context, "server", "/api/portfolios").statusCode() == 200);
	}

	private static double shedByThePool(ConfigurableApplicationContext context) {
		return context.getBean(MeterRegistry.class)
			.get("platform.health.shed")
			.tag("reason", "pool")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	private ConfigurableApplicationContext start(PostgresDatabase application) {
		SpringApplication starter = new SpringApplication(ReferenceApplication.class);
		starter.setRegisterShutdownHook(false);
		starter.addInitializers((context) -> context.getBeanFactory().registerSingleton("lastPhase", new LastPhase()));
		return starter.run("--server.port=0", "--management.server.port=0", "--" + DemoTokens.PROPERTY,
				"--DATABASE_URL=" + application.uri(), "--spring.flyway.url=" + this.database.jdbcUrl(),
				"--spring.flyway.user=" + this.database.username(),
				"--spring.flyway.password=" + this.database.password(), "--platform.db-pool.budget.mode=leased",
				"--platform.health.drain.delay=1ms", "--platform.health.drain.budget=" + TWO_PHASES,
				"--platform.db-pool.budget.ttl=4s", "--platform.health.indicators.interval=200ms");
	}

	/**
	 * Return whether the connections of the one process count for longer than those of
	 * one that gave its lease back.
	 */
	private boolean isLeased() {
		return Boolean.TRUE.equals(this.owner.queryForObject(
				"select coalesce(bool_or(forgotten > clock_timestamp() + interval '30 s'), false) from platform_db_pool.lease",
				Boolean.class));
	}

	/**
	 * Stops when the web server has stopped and nothing but beans is left.
	 */
	private final class LastPhase implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			LeaseTests.this.order.add("last phase: leased " + isLeased());
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return Integer.MIN_VALUE;
		}

	}

}
