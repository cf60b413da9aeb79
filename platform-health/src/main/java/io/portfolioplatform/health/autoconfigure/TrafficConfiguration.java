package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.portfolioplatform.health.drain.Drain;
import io.portfolioplatform.health.readiness.Progress;
import io.portfolioplatform.health.readiness.StuckRequests;
import io.portfolioplatform.health.traffic.Traffic;
import io.portfolioplatform.health.traffic.TrafficFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Counts requests for readiness and for the drain.
 */
@Configuration(proxyBeanMethods = false)
class TrafficConfiguration {

	@Bean
	Traffic platformTraffic() {
		return new Traffic();
	}

	@Bean
	FilterRegistrationBean<TrafficFilter> platformTrafficFilter(Traffic traffic) {
		FilterRegistrationBean<TrafficFilter> registration = new FilterRegistrationBean<>(new TrafficFilter(traffic));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setAsyncSupported(true);
		return registration;
	}

	@Bean
	Drain platformDrain(ApplicationContext context, Traffic traffic, PlatformHealthProperties properties,
			Environment environment) {
		DrainBudget.check(properties.drain(), environment);
		return new Drain(context, traffic, properties.drain().delay());
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
