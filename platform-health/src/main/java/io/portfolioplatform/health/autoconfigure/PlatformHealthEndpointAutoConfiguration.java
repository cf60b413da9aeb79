package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.actuate.ScorecardEndpoint;
import io.portfolioplatform.health.scorecard.Scorecard;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of {@code /actuator/scorecard}.
 */
@AutoConfiguration(after = PlatformHealthMetricsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Scorecard.class)
@ConditionalOnAvailableEndpoint(ScorecardEndpoint.class)
public final class PlatformHealthEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ScorecardEndpoint scorecardEndpoint(Scorecard scorecard, ScorecardProperties properties, Environment environment) {
		String management = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		return new ScorecardEndpoint(scorecard, properties.objectives(), management);
	}

}
