package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.test.PostgresDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an application has: a pool over guarded connections, with claims and a deadline
 * that a test sets.
 */
final class PooledApplication implements AutoCloseable {

	final AtomicReference<@Nullable Claims> claims = new AtomicReference<>();

	final AtomicInteger claimsAsked = new AtomicInteger();

	final AtomicReference<@Nullable Instant> deadline = new AtomicReference<>();

	final Statements statements = new Statements(5);

	final HikariDataSource dataSource = new HikariDataSource();

	final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));

	final PoolingDetector detector;

	PooledApplication(PostgresDatabase database, String user, int connections) {
		this.detector = new PoolingDetector(null, database.jdbcUrl());
		this.dataSource.setDataSource(new GuardedDataSource(database.jdbcUrl(), new Properties(), this.detector,
				new TransactionPrologue(() -> this::claims, new TimeLeft(() -> this.deadline::get, Clock.systemUTC())),
				this.statements, new Sockets(connections), new Refusals(() -> "", "DATABASE_URL")));
		this.dataSource.setUsername(user);
		this.dataSource.setPassword(database.password());
		this.dataSource.setMaximumPoolSize(connections);
	}

	private @Nullable Claims claims() {
		this.claimsAsked.incrementAndGet();
		return this.claims.get();
	}

	static void execute(PostgresDatabase database, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password()); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
