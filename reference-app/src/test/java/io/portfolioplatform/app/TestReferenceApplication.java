package io.portfolioplatform.app;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The application as a demo: started with servers of its own, which exist only here, on
 * the test class path.
 */
public class TestReferenceApplication {

	/**
	 * Starts the demo.
	 * @param args command line arguments, understood as Spring properties
	 */
	public static void main(String[] args) {
		SpringApplication.from(ReferenceApplication::main).with(EmbeddedServers.class).run(args);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class EmbeddedServers {

		@Bean
		EmbeddedPostgres embeddedPostgres() throws IOException {
			return EmbeddedPostgres.start();
		}

		@Bean
		JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres) {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "postgres";
				}

				@Override
				public String getPassword() {
					return "postgres";
				}

				@Override
				public String getJdbcUrl() {
					return postgres.getJdbcUrl("postgres", "postgres");
				}

			};
		}

	}

}
