package io.portfolioplatform.app.metrics;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the metrics.
 *
 * @param delay time after a change in which further changes are waited for, to compute
 * once for all of them
 */
@ConfigurationProperties(prefix = "portfolio.metrics", ignoreUnknownFields = false)
record MetricsProperties(@DefaultValue("2s") Duration delay) {
}
