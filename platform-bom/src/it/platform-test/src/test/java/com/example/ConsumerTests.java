package com.example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import io.portfolioplatform.test.PostgresServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumerTests {

	@Test
	void startsARealPostgres() throws SQLException {
		var database = PostgresServer.shared().createDatabase();
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password())) {
			assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
		}
	}

}
