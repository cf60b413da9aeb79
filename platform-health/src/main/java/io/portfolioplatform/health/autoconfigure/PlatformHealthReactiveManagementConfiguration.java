package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeHttpHandler;
import io.portfolioplatform.health.probe.Probes;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/**
 * The same probes on the management port of a reactive application.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(Probes.class)
class PlatformHealthReactiveManagementConfiguration {

	@Bean
	HttpHandlerDecoratorFactory platformManagementProbeHttpHandler(Probes probes) {
		return (handler) -> new ProbeHttpHandler(handler, probes::ask);
	}

}
