package io.portfolioplatform.ratelimit.metrics;

import java.util.function.Supplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.quota.RedisQuotaLog;
import org.jspecify.annotations.Nullable;

/**
 * Says how the processes share their limits and quotas.
 */
public final class FleetMeters implements MeterBinder {

	private final Supplier<@Nullable FleetLimiter> fleet;

	private final Supplier<@Nullable RedisQuotaLog> quotas;

	/**
	 * Create the binder.
	 * @param fleet the limiter, if limits are shared
	 * @param quotas the log in Redis, if there is one
	 */
	public FleetMeters(Supplier<@Nullable FleetLimiter> fleet, Supplier<@Nullable RedisQuotaLog> quotas) {
		this.fleet = fleet;
		this.quotas = quotas;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FleetLimiter limiter = this.fleet.get();
		if (limiter != null) {
			bind(registry, limiter);
		}
		RedisQuotaLog log = this.quotas.get();
		if (limiter != null || log != null) {
			FunctionCounter.builder("platform.ratelimit.redis.unreadable", this, (self) -> unreadable(limiter, log))
				.description("Keys in Redis that could not be read and counted as absent")
				.register(registry);
		}
	}

	private static long unreadable(@Nullable FleetLimiter limiter, @Nullable RedisQuotaLog log) {
		return ((limiter != null) ? limiter.unreadable() : 0) + ((log != null) ? log.unreadable() : 0);
	}

	private static void bind(MeterRegistry registry, FleetLimiter limiter) {
		Gauge.builder("platform.ratelimit.shared", limiter, (fleet) -> fleet.isShared() ? 1 : 0)
			.description("1 while limits are shared through Redis, 0 while each process enforces its own part")
			.register(registry);
		Gauge.builder("platform.ratelimit.pods", limiter, FleetLimiter::pods)
			.description("Processes that share the limits")
			.register(registry);
		FunctionCounter.builder("platform.ratelimit.redis.calls", limiter, FleetLimiter::scriptCalls)
			.description("Script calls to Redis for decisions")
			.register(registry);
	}

}
