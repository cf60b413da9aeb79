package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts of an application with claims, as roles that policies bind and do not bind.
 */
@EmbeddedServers
@ExtendWith(OutputCaptureExtension.class)
class RoleCheckTests {

	private PostgresDatabase database;

	private PostgresDatabase asClerk;

	@BeforeEach
	void createTables(PostgresDatabase database) throws SQLException {
		this.database = database;
		this.asClerk = database.as("clerk");
		execute("create table note (owner text)", "alter table note enable row level security",
				"create table plain (owner text)", "alter table plain owner to clerk", "alter role clerk nobypassrls");
	}

	@Test
	void startsAsARoleThatPoliciesBind() {
		start(this.asClerk);
	}

	@Test
	void refusesASuperuser() {
		isRefused(this.database, "'postgres', which is a superuser");
	}

	@Test
	void refusesARoleThatBypassesPolicies() throws SQLException {
		execute("alter role clerk bypassrls");
		try {
			isRefused(this.asClerk, "'clerk', which has bypassrls");
		}
		finally {
			execute("alter role clerk nobypassrls");
		}
	}

	@Test
	void refusesTheOwnerOfATableUnlessItsPoliciesAreForced() throws SQLException {
		execute("alter table note owner to clerk");
		isRefused(this.asClerk, "'clerk', which owns the table note");
		execute("alter table note force row level security");
		start(this.asClerk);
	}

	@Test
	void warnsWhereThatIsAskedFor(CapturedOutput output) {
		start(this.database, "--platform.db-pool.unbound-role=warn");
		assertThat(output).contains("row-level security does not bind it");
	}

	@Test
	void waitsForNoDatabase(CapturedOutput output) {
		start(this.database.through(1));
		assertThat(output).contains("so its role is not checked");
	}

	@Test
	void refusesAWrongPasswordAndAnUnknownDatabase() {
		try (PostgresServer server = PostgresServer.startWithPasswords()) {
			String uri = server.createDatabase().as("clerk").uri();
			run(Shop.class, uri);
			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> run(Shop.class, uri.replace("clerk:clerk@", "clerk:wr0ng@")))
				.withStackTraceContaining("password authentication failed");
			assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
				.isThrownBy(() -> run(Shop.class, uri + "x"))
				.withStackTraceContaining("does not exist");
		}
	}

	@Test
	void asksOnlyWhereThereAreClaims() {
		run(Bare.class, this.database.uri());
	}

	@Test
	void refusesSeveralDataSourcesOfWhichItKnowsNotWhichToCheck(CapturedOutput output) {
		String uri = this.asClerk.uri();
		FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer()
			.analyze(catchThrowable(() -> run(Branches.class, uri)));
		assertThat(analysis.getDescription()).contains("none of several data sources is the primary one");
		assertThat(analysis.getAction()).contains("@Primary", "platform.db-pool.unbound-role");
		run(Branches.class, uri, "--platform.db-pool.unbound-role=warn");
		assertThat(output).contains("was not checked");
	}

	private static void isRefused(PostgresDatabase database, String why) {
		FailureAnalysis analysis = new InvalidDbPoolFailureAnalyzer().analyze(catchThrowable(() -> start(database)));
		assertThat(analysis.getDescription()).contains(why);
		assertThat(analysis.getAction()).contains("create role app login nobypassrls", "platform.db-pool.unbound-role");
	}

	private static void start(PostgresDatabase database, String... properties) {
		run(Shop.class, database.uri(), properties);
	}

	private static void run(Class<?> application, String url, String... properties) {
		new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("DATABASE_URL=" + url, "spring.datasource.hikari.connection-timeout=5000")
			.run(properties)
			.close();
	}

	private void execute(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.database.jdbcUrl(), this.database.username(),
				this.database.password()); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
			PlatformDbPoolAutoConfiguration.class })
	static class Bare {

	}

	@Configuration(proxyBeanMethods = false)
	static class Shop extends Bare {

		@Bean
		TransactionClaims claims() {
			return () -> new Claims("{\"sub\":\"ann\"}");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Branches extends Shop {

		@Bean
		HikariDataSource north() {
			return branch("north");
		}

		@Bean
		HikariDataSource south() {
			return branch("south");
		}

		private static HikariDataSource branch(String name) {
			HikariDataSource branch = new HikariDataSource();
			branch.setJdbcUrl("jdbc:postgresql://" + name + ".invalid/db");
			return branch;
		}

	}

}
