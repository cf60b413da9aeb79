package io.portfolioplatform.cache.health;

import io.portfolioplatform.cache.near.NearCaches;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Says whether remembered values are served. While they are not, because nobody tells
 * what other processes evict, it is {@link #DEGRADED}, which leaves the application's own
 * status as it is: every call computes.
 */
public class PlatformCacheHealthIndicator implements HealthIndicator {

	/**
	 * Nothing is answered from the caches.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private final NearCaches caches;

	public PlatformCacheHealthIndicator(NearCaches caches) {
		this.caches = caches;
	}

	@Override
	public Health health() {
		boolean trusted = this.caches.areTrusted();
		return Health.status(trusted ? Status.UP : DEGRADED).withDetail("trusted", trusted).build();
	}

}
