package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Objects;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolProperties.ReplicaProperties;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.GuardedDataSource;
import io.portfolioplatform.dbpool.jdbc.Sockets;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.jdbc.TransactionPrologue;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;
import io.portfolioplatform.dbpool.url.DatabaseUrl;

/**
 * The pool of a replica. It is no {@code DataSource} bean, because there is to be one
 * only. Its gate is its own, so that who holds a connection of the primary may wait.
 *
 * @param dataSource the pool
 */
record ReplicaPool(GatedDataSource dataSource) implements AutoCloseable {

	static ReplicaPool of(ReplicaProperties properties, HikariCredentialsProvider primary, TransactionPrologue prologue,
			TimeLeft timeLeft, Statements statements, Refusals refusals) {
		DatabaseUrl url = DatabaseUrl.parse(Objects.requireNonNull(properties.url()),
				PlatformDbPoolReplicaAutoConfiguration.URL);
		HikariConfig pool = new HikariConfig();
		pool.setPoolName("replica");
		pool.setDataSource(
				new GuardedDataSource(url.jdbcUrl(), new Properties(), new PoolingDetector(null, url.jdbcUrl()),
						prologue.onReplica(), statements, new Sockets(properties.maximumPoolSize()),
						refusals.ofAnother(() -> explain(properties), PlatformDbPoolReplicaAutoConfiguration.URL)));
		pool.setCredentialsProvider(() -> credentials(url, primary));
		pool.setMaximumPoolSize(properties.maximumPoolSize());
		pool.setReadOnly(true);
		// Threads that find it away wait together, not each for a start of the pool.
		pool.setInitializationFailTimeout(-1);
		pool.setConnectionTimeout(HikariPoolCustomizer.CONNECTION_TIMEOUT.toMillis());
		pool.setLeakDetectionThreshold(HikariPoolCustomizer.LEAK_DETECTION.toMillis());
		pool.setMaxLifetime(HikariPoolCustomizer.MAX_LIFETIME.toMillis());
		return new ReplicaPool(
				new GatedDataSource(pool, new Gate(GateSize.of(properties.maximumPoolSize())), timeLeft));
	}

	private static String explain(ReplicaProperties properties) {
		return "This process opens at most %d connections to the replica ('platform.db-pool.replica.maximum-pool-size')."
			.formatted(properties.maximumPoolSize());
	}

	/**
	 * What the URL does not say is as for the primary.
	 */
	private static Credentials credentials(DatabaseUrl url, HikariCredentialsProvider primary) {
		if (url.username() != null && url.password() != null) {
			return Credentials.of(url.username(), url.password());
		}
		Credentials others = primary.getCredentials();
		return Credentials.of((url.username() != null) ? url.username() : others.getUsername(),
				(url.password() != null) ? url.password() : others.getPassword());
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
