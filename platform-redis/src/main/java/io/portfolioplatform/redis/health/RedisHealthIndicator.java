package io.portfolioplatform.redis.health;

import org.redisson.api.RedissonClient;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks Redis one question, bounded by the client's timeouts. A Redis that does not answer
 * is {@link #DEGRADED}, which leaves the application's own status as it is: the
 * application works without Redis.
 */
public class RedisHealthIndicator implements HealthIndicator {

	/**
	 * Redis does not answer and what it would speed up is slower.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private static final String PROBE = "platform:health";

	private final RedissonClient client;

	public RedisHealthIndicator(RedissonClient client) {
		this.client = client;
	}

	@Override
	public Health health() {
		try {
			this.client.getBucket(PROBE).isExists();
			return Health.up().build();
		}
		catch (RuntimeException ex) {
			return Health.status(DEGRADED).withDetail("error", ex.getClass().getSimpleName()).build();
		}
	}

}
