package io.portfolioplatform.dbpool.autoconfigure;

import java.nio.file.Path;

import io.portfolioplatform.dbpool.PoolMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the database pool.
 *
 * @param mode What stands between the application and PostgreSQL; recognised if not set
 * @param sessionPoolSize Clients that a session pooler serves at the same time; checked
 * in mode session
 * @param usernameFile File with the user, read for every new connection
 * @param passwordFile File with the password, read for every new connection
 * @param migration What migrations connect to
 * @param repeats When a transaction repeats a statement too often
 * @param budget The fleet's connections
 */
@ConfigurationProperties(prefix = PlatformDbPoolProperties.PREFIX, ignoreUnknownFields = false)
record PlatformDbPoolProperties(@Nullable PoolMode mode, @DefaultValue("15") int sessionPoolSize,
		@Nullable Path usernameFile, @Nullable Path passwordFile, @DefaultValue MigrationProperties migration,
		@DefaultValue RepeatsProperties repeats, @DefaultValue BudgetProperties budget) {

	static final String PREFIX = "platform.db-pool";

	/**
	 * What migrations connect to.
	 *
	 * @param url URL of a session or direct connection for migrations; the application's
	 * if not set
	 * @param username User that owns the schema; the one of the URL or of the application
	 * if not set
	 * @param password Password of that user
	 * @param mode What stands between migrations and PostgreSQL; recognised if not set
	 */
	record MigrationProperties(@Nullable String url, @Nullable String username, @Nullable String password,
			@Nullable PoolMode mode) {

	}

	/**
	 * When a transaction repeats a statement too often.
	 *
	 * @param threshold How often a transaction may execute the same statement before it
	 * is told; 0 tells nothing
	 */
	record RepeatsProperties(@DefaultValue("20") int threshold) {

	}

	/**
	 * The fleet's connections.
	 *
	 * @param limit Most connections the server or pooler accepts
	 * @param reserved Connections kept free for migrations and people
	 * @param slots Most processes at the same time, with those of a rolling update
	 * @param floor Fewest connections a process can work with
	 */
	record BudgetProperties(@DefaultValue("200") int limit, @DefaultValue("12") int reserved,
			@DefaultValue("20") int slots, @DefaultValue("2") int floor) {

	}

}
