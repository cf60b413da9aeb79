package io.portfolioplatform.health.autoconfigure;

import java.util.function.Function;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.probe.ProbeAnswer;
import io.portfolioplatform.health.probe.ProbeFilter;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/**
 * Registers the probe filter in front of all others, on both ports.
 */
final class ProbeFilterRegistration {

	private ProbeFilterRegistration() {
	}

	static FilterRegistrationBean<ProbeFilter> of(Function<Probe, ProbeAnswer> answers) {
		FilterRegistrationBean<ProbeFilter> registration = new FilterRegistrationBean<>(new ProbeFilter(answers));
		registration.addUrlPatterns(ProbeFilter.paths());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
