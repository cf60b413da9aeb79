package io.portfolioplatform.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Creates the registry of connection leases of platform-db-pool as the owner of the
 * database, because the application's role may create nothing. Runs again when the script
 * of the starter has changed.
 */
@Component
final class ConnectionLeases implements JavaMigration {

	private final String script = read(new ClassPathResource("io/portfolioplatform/dbpool/lease/registry.sql"));

	private static String read(ClassPathResource script) {
		try {
			return script.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Repeatable.
	 */
	@Override
	public @Nullable MigrationVersion getVersion() {
		return null;
	}

	@Override
	public String getDescription() {
		return "connection leases";
	}

	@Override
	public Integer getChecksum() {
		return this.script.hashCode();
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws SQLException {
		String role = context.getConfiguration().getPlaceholders().get("applicationRole");
		try (Statement statement = context.getConnection().createStatement()) {
			statement.execute(this.script);
			statement.execute("grant usage on schema platform_db_pool to " + role);
		}
	}

}
