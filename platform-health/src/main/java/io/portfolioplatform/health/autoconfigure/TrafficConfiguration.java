package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.traffic.ManagementPaths;
import io.portfolioplatform.health.traffic.ServletPath;
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
	FilterRegistrationBean<TrafficFilter> platformTrafficFilter(Traffic traffic, ManagementPaths management,
			ObjectProvider<ServletPath> servletPath) {
		FilterRegistrationBean<TrafficFilter> registration = new FilterRegistrationBean<>(new TrafficFilter(traffic,
				servletPath.getIfAvailable(() -> ServletPath.ROOT), ManagementPathsConfiguration.exempt(management)));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setAsyncSupported(true);
		return registration;
	}

}
