package io.portfolioplatform.health.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.jspecify.annotations.Nullable;

/**
 * Gives the timer of served requests the few buckets that rules and scorecard need, and
 * no other meter any: a percentile histogram would add some seventy to each endpoint, and
 * to the meter of active requests as well (spring-boot#48410).
 */
public final class RequestBuckets implements MeterFilter {

	private final double[] buckets;

	/**
	 * Create the filter.
	 * @param buckets upper bounds
	 */
	public RequestBuckets(Duration... buckets) {
		this.buckets = Arrays.stream(buckets).mapToDouble(Duration::toNanos).toArray();
	}

	@Override
	public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
		// All or none: Prometheus cannot scrape a name that is a histogram for some tags
		// only.
		if (!id.getName().equals("http.server.requests")) {
			return config;
		}
		return DistributionStatisticConfig.builder()
			.serviceLevelObjectives(with(config.getServiceLevelObjectiveBoundaries()))
			.build()
			.merge(config);
	}

	private double[] with(double @Nullable [] others) {
		return DoubleStream
			.concat(Arrays.stream(this.buckets), (others != null) ? Arrays.stream(others) : DoubleStream.empty())
			.distinct()
			.sorted()
			.toArray();
	}

}
