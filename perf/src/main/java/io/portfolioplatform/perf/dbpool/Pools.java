package io.portfolioplatform.perf.dbpool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import io.portfolioplatform.dbpool.autoconfigure.DatabaseUrlAutoConfiguration;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolAutoConfiguration;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolMetricsAutoConfiguration;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two pools of the same size in front of the same PgBouncer: plain HikariCP, set up by
 * hand for a transaction pooler, and the starter with everything it installs.
 */
final class Pools implements AutoCloseable {

	/** The claims of every transaction that has some. */
	static final String CLAIMS = "{\"sub\":\"5f0c7c52-8a43-4b6f-9a37-7d1f0e3a5b11\"}";

	private static final int SIZE = 9;

	private final PgBouncerServer pooler = PgBouncerServer.start(PostgresServer.shared(), "default_pool_size = 4",
			"ignore_startup_parameters = extra_float_digits");

	private final ConfigurableApplicationContext context;

	private final HikariDataSource plain = new HikariDataSource();

	private Pools(PostgresDatabase database, boolean claims) {
		JdbcClient jdbc = JdbcClient
			.create(new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
		jdbc.sql("create table account (id int primary key, name text)").update();
		jdbc.sql("insert into account select i, 'account ' || i from generate_series(1, 1000) i").update();
		PostgresDatabase reader = database.as("reader");
		jdbc.sql("grant select on account to reader").update();
		// Where there are claims, the starter refuses a role that no policy binds.
		PostgresDatabase pooled = reader.through(this.pooler.port());
		this.plain.setJdbcUrl(pooled.jdbcUrl());
		this.plain.setUsername(pooled.username());
		this.plain.setPassword(pooled.password());
		this.plain.setMaximumPoolSize(SIZE);
		this.plain.addDataSourceProperty("prepareThreshold", "0");
		this.context = new SpringApplicationBuilder(DatabaseUrlAutoConfiguration.class,
				DataSourceAutoConfiguration.class, PlatformDbPoolAutoConfiguration.class,
				PlatformDbPoolMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class)
			.initializers((context) -> {
				if (claims) {
					context.getBeanFactory().registerSingleton("claims", (TransactionClaims) () -> new Claims(CLAIMS));
				}
			})
			.properties("spring.main.banner-mode=off", "spring.main.web-application-type=none",
					"DATABASE_URL=" + pooled.uri())
			.run();
	}

	static Pools start(boolean claims) {
		return new Pools(PostgresServer.shared().createDatabase(), claims);
	}

	DataSource plain() {
		return this.plain;
	}

	DataSource platform() {
		return this.context.getBean(DataSource.class);
	}

	/**
	 * Read one row by its key.
	 */
	static String select(Connection connection, int id) throws SQLException {
		try (var statement = connection.prepareStatement("select name from account where id = ?")) {
			statement.setInt(1, id);
			try (ResultSet result = statement.executeQuery()) {
				result.next();
				return result.getString(1);
			}
		}
	}

	@Override
	public void close() {
		this.context.close();
		this.plain.close();
		this.pooler.close();
	}

}
