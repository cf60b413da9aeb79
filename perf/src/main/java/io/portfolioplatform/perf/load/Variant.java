package io.portfolioplatform.perf.load;

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
					"PLATFORM_DB_POOL_BUDGET_SLOTS", "18", "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "10"));

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
		return this.environment;
	}

}
