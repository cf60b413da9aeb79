package io.portfolioplatform.dbpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.PoolMode;
import io.portfolioplatform.dbpool.pooler.PoolingDetector;
import io.portfolioplatform.dbpool.url.DriverParameters;
import io.portfolioplatform.dbpool.url.Redaction;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Stops a start whose migrations would run through a transaction pooler: Flyway locks and
 * sets its schema for a session, which there is the one of someone else a moment later. A
 * lock would stay with a server connection that nobody can find again.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class MigrationGuard implements FlywayConfigurationCustomizer {

	private final PoolingDetector application;

	private final String applicationUrl;

	private final @Nullable PoolMode mode;

	MigrationGuard(PoolingDetector application, String applicationUrl, @Nullable PoolMode mode) {
		this.application = application;
		this.applicationUrl = DriverParameters.withoutLoginTimeout(applicationUrl);
		this.mode = mode;
	}

	@Override
	public void customize(FluentConfiguration configuration) {
		DataSource dataSource = configuration.getDataSource();
		if (dataSource == null) {
			return;
		}
		try (Connection connection = dataSource.getConnection()) {
			if (connection.isWrapperFor(BaseConnection.class)) {
				check(connection, connection.getMetaData().getURL());
			}
		}
		catch (SQLException ex) {
			// Flyway meets the same and tells it better.
		}
	}

	private void check(Connection connection, String url) throws SQLException {
		boolean shared = DriverParameters.withoutLoginTimeout(url).equals(this.applicationUrl);
		PoolingDetector detector = shared ? this.application : new PoolingDetector(this.mode, url);
		detector.ask(connection.unwrap(BaseConnection.class));
		if (detector.pooling().mode() == PoolMode.TRANSACTION) {
			throw new InvalidDbPoolException(
					"Flyway would migrate through a transaction pooler, at '" + Redaction.redact(url)
							+ "', where its lock and its settings stay in a session of someone else",
					"Set 'platform.db-pool.migration.url' to the direct URL (Supabase: db.<ref>.supabase.co:5432) or to "
							+ "the one of a session pooler (Supabase: port 5432 of the pooler). If this is a session "
							+ "pooler, set '" + PlatformDbPoolProperties.PREFIX + (shared ? "" : ".migration")
							+ ".mode' to session.");
		}
	}

}
