package io.portfolioplatform.dbpool.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.dbpool.lease.Grant;
import io.portfolioplatform.dbpool.lease.LeasedDbPool;

/**
 * Shows the lease, {@code platform.dbpool.lease.age} and {@code .share}, and what the
 * fleet uses, {@code platform.dbpool.fleet.used}, {@code .limit} and {@code .pods}, which
 * have no value while there is no lease. The age goes on when a lease is lost, and has
 * none before there was one.
 */
public final class LeaseMeterBinder implements MeterBinder {

	private static final String PREFIX = "platform.dbpool.";

	private final LeasedDbPool pool;

	/**
	 * Create the binder.
	 * @param pool what is shown
	 */
	public LeaseMeterBinder(LeasedDbPool pool) {
		this.pool = pool;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(PREFIX + "lease.age", this.pool, (pool) -> pool.state().ageSeconds())
			.description("Time since the lease was renewed, also after it was lost")
			.baseUnit("seconds")
			.register(registry);
		Gauge.builder(PREFIX + "lease.share", this.pool, LeasedDbPool::share)
			.description("Most connections of this process")
			.register(registry);
		fleet(registry, "used", "Connections of the fleet, by everyone's last report", Grant::used);
		fleet(registry, "limit", "Most connections of the fleet", Grant::capacity);
		fleet(registry, "pods", "Processes with a lease", Grant::pods);
	}

	private void fleet(MeterRegistry registry, String name, String description, ToDoubleFunction<Grant> value) {
		Gauge.builder(PREFIX + "fleet." + name, this.pool, (pool) -> {
			Grant grant = pool.state().grant();
			return (grant != null) ? value.applyAsDouble(grant) : Double.NaN;
		}).description(description).register(registry);
	}

}
