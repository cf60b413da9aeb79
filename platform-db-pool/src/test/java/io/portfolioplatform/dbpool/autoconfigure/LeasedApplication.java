package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.refusal.Refusal;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.test.PostgresDatabase;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * One process of a fleet, as far as its pool goes.
 */
final class LeasedApplication implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	final HikariDataSource dataSource;

	final List<AvailabilityChangeEvent<?>> availability = new CopyOnWriteArrayList<>();

	LeasedApplication(PostgresDatabase database, String... properties) {
		TestPropertyValues
			.of(Stream.concat(Stream.of("DATABASE_URL=" + database.uri(), "platform.db-pool.mode=transaction",
					"platform.db-pool.budget.mode=leased", "platform.db-pool.budget.ttl=4s",
					"platform.db-pool.budget.quarantine=4s", "platform.db-pool.budget.limit=36",
					"platform.db-pool.budget.reserved=6", "platform.db-pool.budget.slots=8",
					"spring.datasource.hikari.connection-timeout=20000"), Stream.of(properties)))
			.applyTo(this.context);
		this.context.registerBean(SimpleMeterRegistry.class);
		this.context.register(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				PlatformDbPoolAutoConfiguration.class, PlatformDbPoolMetricsAutoConfiguration.class);
		this.context.addApplicationListener(
				(ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> this.availability.add(event));
		this.context.refresh();
		this.dataSource = this.context.getBean(HikariDataSource.class);
		MeterRegistry registry = this.context.getBean(MeterRegistry.class);
		this.context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(registry));
	}

	DbPool pool() {
		return this.context.getBean(DbPool.class);
	}

	Gate gate() {
		return this.context.getBean(Gate.class);
	}

	/**
	 * Return how many connections there are beside the lease's.
	 */
	int open() throws SQLException {
		return this.dataSource.getDataSource().unwrap(GuardedDataSource.class).sockets().open();
	}

	double meter(String name) {
		return this.context.getBean(MeterRegistry.class).get("platform.dbpool." + name).gauge().value();
	}

	long refused() {
		return this.context.getBean(Refusals.class).count(Refusal.POOLER_FULL);
	}

	/**
	 * Borrow connections, each on a thread of its own: one thread gets a second one only
	 * if it is free.
	 */
	List<Connection> borrow(int count) {
		List<CompletableFuture<Connection>> connections = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			CompletableFuture<Connection> connection = new CompletableFuture<>();
			connections.add(connection);
			new Thread(() -> {
				try {
					connection.complete(this.dataSource.getConnection());
				}
				catch (SQLException ex) {
					connection.completeExceptionally(ex);
				}
			}).start();
		}
		return connections.stream().map(CompletableFuture::join).toList();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
