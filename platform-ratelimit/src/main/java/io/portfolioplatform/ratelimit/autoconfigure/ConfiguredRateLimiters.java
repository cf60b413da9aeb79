package io.portfolioplatform.ratelimit.autoconfigure;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.portfolioplatform.ratelimit.RateLimiter;
import io.portfolioplatform.ratelimit.RateLimiters;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.QuotaProperties;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.quota.JdbcQuotaLog;
import io.portfolioplatform.ratelimit.quota.MemoryQuotaLog;
import io.portfolioplatform.ratelimit.quota.Quota;
import io.portfolioplatform.ratelimit.quota.QuotaLog;
import io.portfolioplatform.ratelimit.quota.QuotaRateLimiter;
import io.portfolioplatform.ratelimit.quota.RedisQuotaLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The quotas that properties describe.
 */
final class ConfiguredRateLimiters implements RateLimiters {

	private static final Log logger = LogFactory.getLog(ConfiguredRateLimiters.class);

	private final Map<String, RateLimiter> byName = new TreeMap<>();

	private final @Nullable RedisQuotaLog redis;

	private final @Nullable JdbcQuotaLog jdbc;

	private final QuotaLog memory = new MemoryQuotaLog(ConfiguredRateLimiters::micros);

	ConfiguredRateLimiters(Map<String, QuotaProperties> quotas, @Nullable RedisQuotaLog redis,
			@Nullable JdbcQuotaLog jdbc) {
		this.redis = redis;
		this.jdbc = jdbc;
		quotas.forEach((name, properties) -> this.byName.put(name, limiter(name, properties)));
	}

	@Override
	public RateLimiter get(String name) {
		RateLimiter limiter = this.byName.get(name);
		if (limiter == null) {
			throw new IllegalArgumentException("There is no quota '" + name + "': define 'platform.ratelimit.quotas."
					+ name + "', or use one of " + this.byName.keySet());
		}
		return limiter;
	}

	private RateLimiter limiter(String name, QuotaProperties properties) {
		Quota quota = new Quota(name,
				properties.windows().stream().map((each) -> new Quota.Window(each.limit(), each.period())).toList());
		return new QuotaRateLimiter(quota, log(name, properties.store()), properties.onStoreLoss(), Clock.systemUTC(),
				ConfiguredRateLimiters::micros);
	}

	private QuotaLog log(String name, QuotaStore store) {
		return switch (store) {
			case MEMORY -> this.memory;
			case REDIS -> present(this.redis, name, "redis", "Set REDIS_URL");
			case JDBC -> present(this.jdbc, name, "jdbc", "Configure one DataSource and add spring-jdbc");
			case AUTO -> first(name);
		};
	}

	private QuotaLog first(String name) {
		if (this.redis != null) {
			return this.redis;
		}
		if (this.jdbc != null) {
			return this.jdbc;
		}
		logger.warn("The quota '" + name + "' is counted by each process alone, because there is no Redis and no "
				+ "DataSource with spring-jdbc, or several and none is primary. If that is meant, set 'platform.ratelimit.quotas."
				+ name + ".store' to 'memory'.");
		return this.memory;
	}

	private static QuotaLog present(@Nullable QuotaLog log, String name, String store, String cure) {
		if (log == null) {
			throw new InvalidRateLimitException(
					"'platform.ratelimit.quotas." + name + ".store' is '" + store + "', which this application has not",
					cure + ", or choose another store.");
		}
		return log;
	}

	private static long micros() {
		return System.nanoTime() / 1000;
	}

}
