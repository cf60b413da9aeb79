package io.portfolioplatform.app.demo;

import io.portfolioplatform.app.database.DatabaseConfiguration;
import io.portfolioplatform.app.imports.ImportService;
import io.portfolioplatform.test.spring.EmbeddedRedisConfiguration;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything the demo adds to the application.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import({ DatabaseConfiguration.class, EmbeddedRedisConfiguration.class, DemoClock.class, DemoAnnouncement.class })
public class DemoConfiguration {

	@Bean
	ApplicationRunner demoUsers(JdbcClient jdbc, ImportService imports) {
		return new DemoUsers(jdbc, imports);
	}

}
