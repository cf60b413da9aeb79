package io.portfolioplatform.ratelimit.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.metrics.FleetMeters;
import io.portfolioplatform.ratelimit.metrics.RateLimitMeters;
import io.portfolioplatform.ratelimit.quota.RedisQuotaLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the rate limits.
 */
@AutoConfiguration(before = PlatformRateLimitAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class PlatformRateLimitMetricsAutoConfiguration {

	@Bean
	RateLimitMeters platformRateLimitMeters(MeterRegistry registry) {
		return new RateLimitMeters(registry);
	}

	@Bean
	FleetMeters platformRateLimitFleetMeters(ObjectProvider<FleetLimiter> fleet, ObjectProvider<RedisQuotaLog> quotas) {
		return new FleetMeters(fleet::getIfAvailable, quotas::getIfAvailable);
	}

}
