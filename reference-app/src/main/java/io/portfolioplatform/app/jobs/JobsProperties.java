package io.portfolioplatform.app.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the background work.
 *
 * @param enabled whether this process runs jobs; it queues them in any case
 * @param threads most jobs this process runs at a time
 * @param pollingInterval time between two looks for work that is due
 * @param heartbeatInterval time between two signs of life of a running job; after four
 * that are missed another process takes the job over
 */
@ConfigurationProperties(prefix = "portfolio.jobs", ignoreUnknownFields = false)
record JobsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("2") int threads,
		@DefaultValue("2s") Duration pollingInterval, @DefaultValue("15s") Duration heartbeatInterval) {
}
