package io.portfolioplatform.health.indicator;

import java.time.Duration;

import org.springframework.boot.health.contributor.Health;

/**
 * What an indicator said, and when.
 *
 * @param health what it said
 * @param takenAt when, in nanoseconds of the indicator's clock
 */
record Observation(Health health, long takenAt) {

	Health withAge(long now) {
		Duration age = Duration.ofMillis(Math.max(0, now - this.takenAt) / 1_000_000);
		return Health.status(this.health.getStatus())
			.withDetails(this.health.getDetails())
			.withDetail("age", age.toString())
			.build();
	}

}
