package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.ProbeCondition;
import io.portfolioplatform.health.probe.ProbeFilter;
import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.probe.StartupState;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of probes, background indicators and drain of a servlet application.
 *
 * @see PlatformHealthManagementConfiguration
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import({ HealthIndicatorsConfiguration.class, TrafficConfiguration.class })
public final class PlatformHealthAutoConfiguration {

	/**
	 * The probes, unless they are switched off.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "platform.health.probes.enabled", matchIfMissing = true)
	static class ProbesConfiguration {

		@Bean
		@ConditionalOnMissingBean
		StartupState platformStartupState() {
			return new StartupState();
		}

		@Bean
		@ConditionalOnMissingBean
		Probes platformProbes(ApplicationAvailability availability, StartupState startup,
				ObjectProvider<ProbeCondition> conditions) {
			return new Probes(availability, startup, conditions.orderedStream().toList());
		}

		@Bean
		FilterRegistrationBean<ProbeFilter> platformProbeFilter(Probes probes) {
			return ProbeFilterRegistration.of(probes);
		}

	}

}
