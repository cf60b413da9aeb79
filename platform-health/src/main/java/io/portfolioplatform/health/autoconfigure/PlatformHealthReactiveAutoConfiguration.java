package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.probe.ProbeHttpHandler;
import io.portfolioplatform.health.probe.Probes;
import io.portfolioplatform.health.traffic.ManagementPaths;
import io.portfolioplatform.health.traffic.Traffic;
import io.portfolioplatform.health.traffic.TrafficHttpHandler;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration of probes, background indicators and drain of a reactive
 * application.
 *
 * @see PlatformHealthReactiveManagementConfiguration
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ WebFilter.class, Mono.class })
@EnableConfigurationProperties(PlatformHealthProperties.class)
@Import({ ProbesConfiguration.class, HealthIndicatorsConfiguration.class, DrainConfiguration.class,
		ManagementPathsConfiguration.class })
public final class PlatformHealthReactiveAutoConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = "platform.health.probes.enabled", matchIfMissing = true)
	HttpHandlerDecoratorFactory platformProbeHttpHandler(Probes probes, Environment environment) {
		return (handler) -> new ProbeHttpHandler(handler,
				ProbesConfiguration.answersOfTheMainPort(probes, environment));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	HttpHandlerDecoratorFactory platformTrafficHttpHandler(Traffic traffic, ManagementPaths management) {
		return (handler) -> new TrafficHttpHandler(handler, traffic, ManagementPathsConfiguration.exempt(management));
	}

}
