package io.portfolioplatform.dbpool.example;

import io.portfolioplatform.dbpool.RepeatedStatements;
import io.portfolioplatform.dbpool.autoconfigure.DatabaseUrlAutoConfiguration;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolAutoConfiguration;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's test of repeated statements.
 */
@SpringBootTest(classes = Overview.class)
@ImportAutoConfiguration({ DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
		DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class })
class OverviewTests {

	@Autowired
	Overview overview;

	@Autowired
	RepeatedStatements repeated;

	@Test
	void loadsTheOverviewWithFewStatements() {
		this.repeated.clear();
		this.overview.load();
		assertThat(this.repeated.list()).isEmpty();
	}

	@Test
	void theTestOfTheReadmeSeesManyStatements() {
		this.repeated.clear();
		this.overview.loadOneByOne();
		assertThat(this.repeated.list()).hasSize(1);
	}

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("DATABASE_URL", () -> PostgresServer.shared().createDatabase().uri());
	}

}
