package io.portfolioplatform.test.spring;

import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Connects an application context to a new, empty database of the JVM's shared embedded
 * PostgreSQL. Import it into a test, or pass it to
 * {@link org.springframework.boot.SpringApplication.Augmented#with(Class...)}.
 */
@Configuration(proxyBeanMethods = false)
public class EmbeddedPostgresConfiguration {

	@Bean
	PostgresDatabase embeddedPostgresDatabase() {
		return PostgresServer.shared().createDatabase();
	}

	@Bean
	JdbcConnectionDetails embeddedPostgresConnectionDetails(PostgresDatabase embeddedPostgresDatabase) {
		return new EmbeddedPostgresConnectionDetails(embeddedPostgresDatabase);
	}

}
