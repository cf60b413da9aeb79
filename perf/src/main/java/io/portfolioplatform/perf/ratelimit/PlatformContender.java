package io.portfolioplatform.perf.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.fleet.FleetSettings;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.OnRedisLoss;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import org.redisson.api.RedissonClient;

/**
 * This project's limiter in one of its shared modes.
 */
final class PlatformContender implements Contender {

	private final RedissonClient redisson;

	private final FleetLimiter limiter;

	private final Policy policy;

	PlatformContender(Redis redis, Mode mode, long capacity, Duration period) {
		this.redisson = redis.client();
		// A slow answer is measured, not taken for a loss.
		FleetSettings settings = new FleetSettings("perf", Duration.ofSeconds(10), 1000);
		this.limiter = new FleetLimiter(this.redisson, settings, TimeMeter.SYSTEM_NANOTIME);
		this.limiter.start();
		this.policy = new Policy(mode.name().toLowerCase(Locale.ROOT),
				new Limits("api", List.of(new BandwidthLimit(capacity, period, Refill.GREEDY))), Map.of(), mode,
				OnRedisLoss.CLOSED, false, 0);
	}

	@Override
	public boolean admits() {
		return this.limiter.decide(this.policy, this.policy.limits(), "hot", 1).admitted();
	}

	int pods() {
		return this.limiter.pods();
	}

	@Override
	public void close() {
		this.limiter.close();
		this.redisson.shutdown();
	}

}
