package io.portfolioplatform.test.spring;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedPostgresConfigurationTests {

	@Test
	void connectsAContextToADatabaseOfItsOwn() {
		new ApplicationContextRunner().withUserConfiguration(EmbeddedPostgresConfiguration.class)
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://nowhere/never")
			.run((context) -> assertThat(
					context.getBean(JdbcClient.class).sql("select current_database()").query(String.class).single())
				.startsWith("db"));
	}

}
