package io.portfolioplatform.cache.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.shared.Breaker;

/**
 * How far this process is behind the fleet, and whether it asks Redis for results.
 */
public final class CoherenceMetrics implements MeterBinder {

	private final Trust trust;

	private final Breaker breaker;

	public CoherenceMetrics(Trust trust, Breaker breaker) {
		this.trust = trust;
		this.breaker = breaker;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge.builder("platform.cache.coherence.lag", this.trust, TimeUnit.NANOSECONDS, Trust::lag)
			.description("Time since this process was known to have seen every eviction; none before the first time")
			.register(registry);
		Gauge.builder("platform.cache.breaker", this.breaker, (breaker) -> breaker.isClosed() ? 0 : 1)
			.description("1 while Redis is not asked for results because it does not answer, otherwise 0")
			.register(registry);
	}

}
