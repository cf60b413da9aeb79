package io.portfolioplatform.app.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Restricts the host names of the main port. Probes come by address and are answered
 * before.
 */
@Configuration(proxyBeanMethods = false)
class AllowedHostsConfiguration {

	private static final int AFTER_PROBES = Ordered.HIGHEST_PRECEDENCE + 10;

	@Bean
	FilterRegistrationBean<AllowedHostsFilter> allowedHostsFilter(SecurityProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		AllowedHosts hosts = new AllowedHosts(properties.allowedHosts());
		FilterRegistrationBean<AllowedHostsFilter> filter = new FilterRegistrationBean<>(
				new AllowedHostsFilter(hosts, problems));
		filter.setOrder(AFTER_PROBES);
		filter.setEnabled(hosts.isRestricted());
		return filter;
	}

}
