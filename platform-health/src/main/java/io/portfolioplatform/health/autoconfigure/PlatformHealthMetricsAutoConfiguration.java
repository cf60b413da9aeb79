package io.portfolioplatform.health.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.portfolioplatform.health.metrics.ShedMeters;
import io.portfolioplatform.health.shed.RouteLimits;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of this module, where there is a meter registry.
 */
@AutoConfiguration(after = PlatformHealthSheddingAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class PlatformHealthMetricsAutoConfiguration {

	@Bean
	@ConditionalOnBean(RouteLimits.class)
	ShedMeters platformShedMeters(MeterRegistry registry, RouteLimits limits) {
		return new ShedMeters(registry, limits);
	}

}
