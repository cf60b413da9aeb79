package io.portfolioplatform.health.metrics;

import java.time.Duration;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * Keeps the buckets of served requests from fading in a registry in memory, as they do
 * not in Prometheus's. Its maximum does not fade then either.
 */
public final class LastingBuckets implements MeterFilter {

	private static final Duration LASTING = Duration.ofDays(3650);

	@Override
	public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		if (!id.getName().equals("http.server.requests")) {
			return config;
		}
		return DistributionStatisticConfig.builder().expiry(LASTING).build().merge(config);
	}

}
