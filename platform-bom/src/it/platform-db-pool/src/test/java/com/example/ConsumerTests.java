package com.example;

import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class ConsumerTests {

	@DynamicPropertySource
	static void databaseUrl(DynamicPropertyRegistry registry) {
		registry.add("DATABASE_URL", () -> PostgresServer.shared().createDatabase().uri());
	}

	@Autowired
	JdbcClient jdbc;

	@Autowired
	DbPool pool;

	@Test
	void queriesThroughABudgetedPool() {
		assertThat(this.jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1);
		assertThat(this.pool.explain()).contains("200");
	}

}
