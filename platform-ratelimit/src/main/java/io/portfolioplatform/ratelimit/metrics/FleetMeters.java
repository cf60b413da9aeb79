package io.portfolioplatform.ratelimit.metrics;

import java.util.function.Supplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Says how the processes share their limits.
 */
public final class FleetMeters implements MeterBinder {

	private final Supplier<@Nullable FleetLimiter> fleet;

	/**
	 * Create the binder.
	 * @param fleet the limiter, if limits are shared
	 */
	public FleetMeters(Supplier<@Nullable FleetLimiter> fleet) {
		this.fleet = fleet;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FleetLimiter limiter = this.fleet.get();
		if (limiter != null) {
			bind(registry, limiter);
		}
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
