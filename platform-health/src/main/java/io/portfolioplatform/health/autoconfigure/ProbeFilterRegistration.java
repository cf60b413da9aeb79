package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.probe.Probes;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/**
 * Registers the probe filter in front of all others, the same on both ports.
 */
final class ProbeFilterRegistration {

	private ProbeFilterRegistration() {
	}

	static FilterRegistrationBean<ProbeFilter> of(Probes probes) {
		FilterRegistrationBean<ProbeFilter> registration = new FilterRegistrationBean<>(new ProbeFilter(probes));
		registration.addUrlPatterns(ProbeFilter.paths());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
