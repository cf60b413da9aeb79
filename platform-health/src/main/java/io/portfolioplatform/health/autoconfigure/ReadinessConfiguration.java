package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;

import io.portfolioplatform.health.readiness.LocalTrouble;
import io.portfolioplatform.health.readiness.Progress;
import io.portfolioplatform.health.readiness.StuckRequests;
import io.portfolioplatform.health.traffic.Traffic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What takes this one process out of the load balancer. It takes indicators that are
 * asked: without them a process that is stuck looks like a fleet whose database is down.
 */
@Configuration(proxyBeanMethods = false)
class ReadinessConfiguration {

	@Bean
	Progress platformProgress(Traffic traffic, PlatformHealthProperties properties, DownIndicators down) {
		PlatformHealthProperties.Readiness readiness = properties.readiness();
		return new Progress(traffic, down::shared,
				new StuckRequests(readiness.stuckRequests(), readiness.stuckAfter(), readiness.recoverAfter()));
	}

	@Bean
	LocalTrouble platformLocalTrouble(PlatformHealthProperties properties, DownIndicators down) {
		return new LocalTrouble(down::alone, properties.readiness().recoverAfter());
	}

	@Bean
	Heartbeat platformReadinessHeartbeat(Progress progress, LocalTrouble trouble) {
		return new Heartbeat("platform-health-readiness", Duration.ofSeconds(1), () -> {
			long now = System.nanoTime();
			progress.sample(now);
			trouble.sample(now);
		});
	}

}
