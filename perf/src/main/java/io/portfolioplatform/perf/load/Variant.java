package io.portfolioplatform.perf.load;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the application is run with.
 */
enum Variant {

	/** As it is shipped. */
	STARTERS("with the starters", Map.of()),

	/**
	 * Every request computes, nobody is refused, and HikariCP has its default size. The
	 * data source of platform-db-pool stays, with a budget that allows that size: without
	 * its claims, row-level security shows nobody anything.
	 */
	NONE("without cache, limits and shedding, 10 connections each",
			Map.of("PLATFORM_CACHE_ENABLED", "false", "PLATFORM_CACHE_CACHES_PRICES_TTL", "1ms",
					"PLATFORM_CACHE_CACHES_RATES_TTL", "1ms", "PLATFORM_RATELIMIT_ENABLED", "false",
					"PLATFORM_HEALTH_SHEDDING_ENABLED", "false", "PLATFORM_DB_POOL_BUDGET_MODE", "static",
					"PLATFORM_DB_POOL_BUDGET_SLOTS", "18", "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "10")),

	/**
	 * What a team would take that knows its trade: Spring's cache abstraction over Redis
	 * with Lettuce, and pools that share PgBouncer's 25 connections by hand. Prices and
	 * rates stay in memory, as a local Caffeine would keep them.
	 */
	USUAL("with Spring Data Redis' cache, without limits and shedding, 8 connections each",
			Map.of("PLATFORM_CACHE_ENABLED", "false", "SPRING_DATA_REDIS_URL", "${REDIS_URL}",
					"SPRING_DATA_REDIS_REPOSITORIES_ENABLED", "false", "PLATFORM_RATELIMIT_ENABLED", "false",
					"PLATFORM_HEALTH_SHEDDING_ENABLED", "false", "PLATFORM_DB_POOL_BUDGET_MODE", "static",
					"PLATFORM_DB_POOL_BUDGET_SLOTS", "18", "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "8"));

	private final String title;

	@SuppressWarnings("ImmutableEnumChecker") // made by Map.of
	private final Map<String, String> environment;

	Variant(String title, Map<String, String> environment) {
		this.title = title;
		this.environment = environment;
	}

	String title() {
		return this.title;
	}

	Map<String, String> environment() {
		if (this != USUAL) {
			return this.environment;
		}
		Map<String, String> all = new HashMap<>(this.environment);
		all.put("JAVA_OPTS", UsualPieces.options(LoadTest.DIRECTORY.resolve("app.jar").toAbsolutePath(),
				Path.of("perf/target/usual")));
		return all;
	}

}
