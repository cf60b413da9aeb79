package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.probe.Probes;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of probes, background indicators and drain of a servlet application.
 *
 * @see PlatformHealthManagementConfiguration
 * @see PlatformHealthReactiveAutoConfiguration
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import({ ProbesConfiguration.class, HealthIndicatorsConfiguration.class, DrainConfiguration.class,
		TrafficConfiguration.class, ManagementPathsConfiguration.class, ServletPathConfiguration.class })
public final class PlatformHealthAutoConfiguration {

	/**
	 * Answers the probes on the main port.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "platform.health.probes.enabled", matchIfMissing = true)
	static class ProbeFilterConfiguration {

		@Bean
		FilterRegistrationBean<ProbeFilter> platformProbeFilter(Probes probes, Environment environment) {
			return ProbeFilterRegistration.of(ProbesConfiguration.answersOfTheMainPort(probes, environment));
		}

	}

}
