package io.portfolioplatform.app.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Restricts the sizes of requests to the main port.
 */
@Configuration(proxyBeanMethods = false)
class BodyLimitConfiguration {

	private static final int AFTER_PROBES = Ordered.HIGHEST_PRECEDENCE + 10;

	@Bean
	FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(SecurityProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(
				new BodyLimitFilter(properties.maxBody(), problems));
		filter.setOrder(AFTER_PROBES);
		return filter;
	}

}
