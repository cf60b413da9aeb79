package io.portfolioplatform.dbpool.autoconfigure;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;

import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RequiresPgBouncer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A pooler that asks for encryption, with a certificate that no authority signed.
 */
@EmbeddedServers
@RequiresPgBouncer
class EncryptedPoolerTests {

	private SelfSigned certificate;

	private PgBouncerServer pooler;

	private PostgresDatabase database;

	@BeforeEach
	void start(PostgresServer server, PostgresDatabase database) throws Exception {
		this.certificate = SelfSigned.of("localhost");
		this.pooler = PgBouncerServer.start(server, this.certificate.pgbouncer());
		this.database = database.through(this.pooler.port());
	}

	@AfterEach
	void stop() {
		this.pooler.close();
	}

	@Test
	void countsAnEncryptedConnectionUntilTheOtherEndHasClosedIt() throws Exception {
		Sockets sockets = new Sockets(2, Duration.ofMinutes(1));
		try (FaultProxy proxy = FaultProxy.to("localhost", this.pooler.port())) {
			GuardedDataSource dataSource = dataSource(this.database.through(proxy.port()), sockets);
			Connection closed = dataSource.getConnection();
			Connection aborted = dataSource.getConnection();
			assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(dataSource::getConnection)
				.withMessageContaining("All 2 connections");
			proxy.pause();
			closed.close();
			aborted.abort(Runnable::run);
			assertThat(sockets.open()).isEqualTo(2);
			proxy.restore();
			Awaitility.await().until(() -> sockets.open() == 0);
		}
	}

	private static GuardedDataSource dataSource(PostgresDatabase database, Sockets sockets) throws SQLException {
		String url = database.jdbcUrl() + "?sslmode=require";
		GuardedDataSource dataSource = new GuardedDataSource(url, new Properties(), new PoolingDetector(null, url),
				new TransactionPrologue(() -> null, new TimeLeft(() -> null, Clock.systemUTC())), new Statements(0),
				sockets, new Refusals(() -> "", "DATABASE_URL"));
		dataSource.setUsername(database.username());
		dataSource.setPassword(database.password());
		dataSource.setLoginTimeout(5);
		return dataSource;
	}

	@Test
	void saysHowToTrustACertificate() throws Exception {
		Path other = SelfSigned.of("localhost").certificate();
		assertThat(analysis("?sslmode=require")).isNull();
		assertThat(analysis("?sslmode=verify-full&sslrootcert=" + this.certificate.certificate())).isNull();
		for (String parameters : new String[] { "?sslmode=verify-full", "?sslmode=verify-full&sslrootcert=" + other,
				"?sslmode=verify-full&sslrootcert=/nowhere/ca.crt" }) {
			assertThat(analysis(parameters)).as(parameters)
				.satisfies((analysis) -> assertThat(analysis.getAction()).contains("sslrootcert=/path/to/ca.crt"));
		}
	}

	@Test
	void saysThatTheNameIsNotInTheCertificate(PostgresServer server) throws Exception {
		SelfSigned elsewhere = SelfSigned.of("db.example.com");
		try (PgBouncerServer named = PgBouncerServer.start(server, elsewhere.pgbouncer())) {
			this.database = this.database.through(named.port());
			assertThat(analysis("?sslmode=verify-full&sslrootcert=" + elsewhere.certificate()).getAction())
				.contains("a host name that is in the certificate");
		}
	}

	@Test
	void saysThatEncryptionIsMissing() {
		assertThat(analysis("?sslmode=disable").getAction()).contains("sslmode=require");
	}

	/**
	 * Return what is said of a first connection that fails, or nothing if it does not.
	 */
	private FailureAnalysis analysis(String parameters) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DatabaseUrlAutoConfiguration.class,
					DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					JdbcClientAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class))
			.withPropertyValues("DATABASE_URL=" + this.database.uri() + parameters)
			.run((context) -> {
				JdbcClient jdbc = context.getBean(JdbcClient.class);
				Throwable failure = catchThrowable(() -> jdbc.sql("select 1").query(Integer.class).single());
				analysis[0] = (failure != null)
						? new RefusedConnectionFailureAnalyzer(context.getEnvironment()).analyze(failure) : null;
			});
		return analysis[0];
	}

}
