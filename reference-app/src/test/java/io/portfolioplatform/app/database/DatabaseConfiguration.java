package io.portfolioplatform.app.database;

import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A new database of the embedded PostgreSQL as in production: its owner runs the
 * migrations, and the application signs in as a role that owns nothing.
 */
@TestConfiguration(proxyBeanMethods = false)
public class DatabaseConfiguration {

	private static final String APPLICATION_ROLE = "portfolio_app";

	@Bean
	PostgresDatabase database() {
		return PostgresServer.shared().createDatabase();
	}

	@Bean
	JdbcConnectionDetails applicationConnectionDetails(PostgresDatabase database) {
		return new Application(database.as(APPLICATION_ROLE));
	}

	@Bean
	FlywayConnectionDetails ownerConnectionDetails(PostgresDatabase database) {
		return new Owner(database);
	}

	/**
	 * What tests look at and change past the policies.
	 */
	@Bean
	OwnerJdbc ownerJdbc(PostgresDatabase database) {
		return new OwnerJdbc(JdbcClient
			.create(new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password())));
	}

	private record Application(PostgresDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return this.database.username();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

		@Override
		public String getJdbcUrl() {
			return this.database.jdbcUrl();
		}

	}

	private record Owner(PostgresDatabase database) implements FlywayConnectionDetails {

		@Override
		public String getUsername() {
			return this.database.username();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

		@Override
		public String getJdbcUrl() {
			return this.database.jdbcUrl();
		}

	}

}
