package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.health.readiness.Progress;
import io.portfolioplatform.health.readiness.StuckRequests;
import io.portfolioplatform.health.traffic.ManagementPaths;
import io.portfolioplatform.health.traffic.Traffic;
import io.portfolioplatform.health.traffic.TrafficFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Counts the requests of servlets, for readiness and for the drain.
 */
@Configuration(proxyBeanMethods = false)
class TrafficConfiguration {

	@Bean
	FilterRegistrationBean<TrafficFilter> platformTrafficFilter(Traffic traffic, ManagementPaths management) {
		FilterRegistrationBean<TrafficFilter> registration = new FilterRegistrationBean<>(
				new TrafficFilter(traffic, ManagementPathsConfiguration.exempt(management)));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setAsyncSupported(true);
		return registration;
	}

	@Bean
	Progress platformProgress(Traffic traffic, PlatformHealthProperties properties,
			ObjectProvider<DownDependencies> dependencies) {
		DownDependencies down = dependencies.getIfAvailable(() -> List::of);
		PlatformHealthProperties.Readiness readiness = properties.readiness();
		return new Progress(traffic, down::names,
				new StuckRequests(readiness.stuckRequests(), readiness.stuckAfter(), readiness.recoverAfter()));
	}

	@Bean
	Heartbeat platformProgressHeartbeat(Progress progress) {
		return new Heartbeat("platform-health-progress", Duration.ofSeconds(1),
				() -> progress.sample(System.nanoTime()));
	}

}
