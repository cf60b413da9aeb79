package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeWebFilter;
import io.portfolioplatform.health.probe.Probes;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration of probes, background indicators and drain of a reactive
 * application. It has neither shedding nor the condition that requests end: no thread is
 * occupied by a request that waits.
 *
 * @see PlatformHealthReactiveManagementConfiguration
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ WebFilter.class, Mono.class })
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import({ ProbesConfiguration.class, HealthIndicatorsConfiguration.class, DrainConfiguration.class })
public final class PlatformHealthReactiveAutoConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = "platform.health.probes.enabled", matchIfMissing = true)
	ProbeWebFilter platformProbeWebFilter(Probes probes) {
		return new ProbeWebFilter(probes);
	}

}
