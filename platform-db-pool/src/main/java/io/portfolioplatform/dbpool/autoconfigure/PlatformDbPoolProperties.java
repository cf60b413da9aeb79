package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.PoolMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the database pool.
 *
 * @param mode What stands between the application and PostgreSQL; recognised from the URL
 * if not set
 * @param budget The fleet's connections
 */
@ConfigurationProperties("platform.db-pool")
record PlatformDbPoolProperties(@Nullable PoolMode mode, @DefaultValue BudgetProperties budget) {

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
