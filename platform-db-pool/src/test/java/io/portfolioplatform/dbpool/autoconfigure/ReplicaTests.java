package io.portfolioplatform.dbpool.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.RequestDeadline;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where transactions run beside a replica, for which another database stands: its name
 * tells which one answered.
 */
@EmbeddedServers
@ExtendWith(OutputCaptureExtension.class)
class ReplicaTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class,
				PlatformDbPoolReplicaAutoConfiguration.class));

	@Test
	void readsFromTheReplicaInReadOnlyTransactionsOnly(PostgresDatabase primary, PostgresDatabase replica) {
		runner(primary, replica.uri()).run((context) -> {
			assertThat(answeredBy(context, true)).isEqualTo(replica.name());
			assertThat(answeredBy(context, false)).isEqualTo(primary.name());
			assertThat(database(context)).isEqualTo(primary.name());
		});
	}

	@Test
	void takesOfThePrimaryWhatTheUrlDoesNotSay(PostgresDatabase primary) {
		String replica = "jdbc:postgresql://localhost:1/none";
		runner(primary, replica).run((context) -> isLoggedInAs(context, primary.username(), primary.password()));
		runner(primary, replica + "?password=s3cret")
			.run((context) -> isLoggedInAs(context, primary.username(), "s3cret"));
		runner(primary, replica + "?user=reader").run((context) -> isLoggedInAs(context, "reader", primary.password()));
		runner(primary, replica + "?user=reader&password=s3cret")
			.run((context) -> isLoggedInAs(context, "reader", "s3cret"));
	}

	private static void isLoggedInAs(ApplicationContext context, String username, String password) {
		Credentials credentials = context.getBean(ReplicaPool.class)
			.dataSource()
			.getCredentialsProvider()
			.getCredentials();
		assertThat(credentials.getUsername()).isEqualTo(username);
		assertThat(credentials.getPassword()).isEqualTo(password);
	}

	@Test
	void neverLoadsACacheFromTheReplica(PostgresDatabase primary, PostgresDatabase replica) {
		runner(primary, replica.uri()).run((context) -> {
			TransactionSynchronizationManager.bindResource(TransactionPrologue.CACHE_LOAD, true);
			try {
				assertThat(answeredBy(context, true)).isEqualTo(primary.name());
				assertThat(isReadOnly(context, true)).isEqualTo("on");
			}
			finally {
				TransactionSynchronizationManager.unbindResource(TransactionPrologue.CACHE_LOAD);
			}
			assertThat(answeredBy(context, true)).isEqualTo(replica.name());
			assertThat(isReadOnly(context, false)).isEqualTo("off");
		});
	}

	@Test
	void tellsACacheThatIsLoadedInATransactionOnTheReplica(PostgresDatabase primary, PostgresDatabase replica) {
		runner(primary, replica.uri()).run((context) -> {
			assertThat(lagInATransactionThatHasBegun(context, true)).isTrue();
			assertThat(lagInATransactionThatHasBegun(context, false)).isFalse();
		});
	}

	private static boolean lagInATransactionThatHasBegun(ApplicationContext context, boolean readOnly) {
		AtomicBoolean lag = new AtomicBoolean();
		Runnable load = () -> lag.set(true);
		transaction(context, readOnly).executeWithoutResult((status) -> {
			database(context);
			TransactionSynchronizationManager.bindResource(TransactionPrologue.CACHE_LOAD, load);
			try {
				database(context);
			}
			finally {
				TransactionSynchronizationManager.unbindResource(TransactionPrologue.CACHE_LOAD);
			}
		});
		return lag.get();
	}

	@Test
	void usesThePrimaryWhileTheReplicaIsAway(PostgresDatabase primary, CapturedOutput output) {
		runner(primary, "postgresql://postgres:postgres@localhost:1/none").run((context) -> {
			assertThat(answeredBy(context, true)).isEqualTo(primary.name());
			assertThat(isReadOnly(context, true)).isEqualTo("on");
		});
		assertThat(output).contains("UNREACHABLE, ", "host and port of platform.db-pool.replica.url",
				"5 connections to the replica");
	}

	@Test
	void letsThreadsWaitTogetherForAReplicaThatWasAwayAtTheStart(PostgresDatabase primary) {
		runner(primary, "postgresql://postgres:postgres@localhost:1/none")
			.run((context) -> assertThat(context.getBean(ReplicaPool.class).dataSource().getInitializationFailTimeout())
				.isNegative());
	}

	@Test
	void waitsForTheReplicaNoLongerThanTheRequestsDeadline(PostgresDatabase primary, PostgresDatabase replica) {
		AtomicReference<Instant> deadline = new AtomicReference<>();
		try (FaultProxy proxy = FaultProxy.to(replica.host(), replica.port())) {
			runner(primary, replica.through(proxy.port()).uri()).withBean(RequestDeadline.class, () -> deadline::get)
				.run((context) -> {
					assertThat(answeredBy(context, true)).isEqualTo(replica.name());
					proxy.pause();
					context.getBean(ReplicaPool.class).dataSource().getHikariPoolMXBean().softEvictConnections();
					deadline.set(Instant.now().plusSeconds(3));
					long start = System.nanoTime();
					assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> answeredBy(context, true))
						.withStackTraceContaining("deadline passed");
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
					proxy.restore();
				});
		}
	}

	@Test
	void saysClaimsToTheReplicaToo(PostgresDatabase primary, PostgresDatabase replica) {
		runner(primary, replica.uri()).withBean(TransactionClaims.class, () -> () -> new Claims("{\"sub\":\"ann\"}"))
			.run((context) -> assertThat(
					transaction(context, true).<String>execute((status) -> context.getBean(JdbcClient.class)
						.sql("select current_setting('request.jwt.claims') || current_database()")
						.query(String.class)
						.single()))
				.isEqualTo("{\"sub\":\"ann\"}" + replica.name()));
	}

	@Test
	void keepsTheGateBeforeLazyConnections(PostgresDatabase primary, PostgresDatabase replica) {
		for (String url : new String[] { "", replica.uri() }) {
			runner(primary, url).withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
				int used = transaction(context, false).<Integer>execute((status) -> {
					assertThat(context.getBean(Gate.class).state().used()).isZero();
					database(context);
					return context.getBean(Gate.class).state().used();
				});
				assertThat(used).isEqualTo(1);
			});
		}
	}

	@Test
	void stopsTheStartWhereNoDataSourceWouldReadFromTheReplica(PostgresDatabase primary, PostgresDatabase replica) {
		runner(primary, replica.uri()).withBean("orders", HikariDataSource.class, HikariDataSource::new)
			.run((context) -> {
				FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("platform.db-pool.replica.url",
						"bean name 'dataSource'");
				assertThat(analysis.getAction()).contains("that name");
			});
	}

	@Test
	void readsFromTheReplicaWhereBeansAreLazy(PostgresDatabase primary, PostgresDatabase replica) {
		runner(primary, replica.uri())
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(answeredBy(context, true)).isEqualTo(replica.name()));
	}

	private ApplicationContextRunner runner(PostgresDatabase primary, String replica) {
		// What is slow on a busy machine is not away.
		int patience = replica.contains("localhost:1/") ? 4000 : 30_000;
		ApplicationContextRunner configured = this.runner.withPropertyValues("DATABASE_URL=" + primary.uri(),
				"spring.datasource.hikari.connection-timeout=" + patience);
		return replica.isEmpty() ? configured
				: configured.withPropertyValues("platform.db-pool.replica.url=" + replica);
	}

	private static String answeredBy(ApplicationContext context, boolean readOnly) {
		return transaction(context, readOnly).execute((status) -> database(context));
	}

	private static String isReadOnly(ApplicationContext context, boolean readOnly) {
		return transaction(context, readOnly).execute((status) -> context.getBean(JdbcClient.class)
			.sql("show transaction_read_only")
			.query(String.class)
			.single());
	}

	private static TransactionTemplate transaction(ApplicationContext context, boolean readOnly) {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		transaction.setReadOnly(readOnly);
		return transaction;
	}

	private static String database(ApplicationContext context) {
		return context.getBean(JdbcClient.class).sql("select current_database()").query(String.class).single();
	}

}
