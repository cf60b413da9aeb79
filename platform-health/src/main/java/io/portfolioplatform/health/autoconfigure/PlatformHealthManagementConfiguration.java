package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.probe.Probes;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * The same probes on the management port, where that is a port of its own: it has its own
 * threads, so it still answers when those of the main port are exhausted.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(Probes.class)
class PlatformHealthManagementConfiguration {

	@Bean
	FilterRegistrationBean<ProbeFilter> platformManagementProbeFilter(Probes probes) {
		return ProbeFilterRegistration.of(probes::ask);
	}

}
