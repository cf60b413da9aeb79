package io.portfolioplatform.health.autoconfigure;

import io.portfolioplatform.health.actuate.ScorecardEndpoint;
import io.portfolioplatform.health.scorecard.Scorecard;
import io.portfolioplatform.health.traffic.ManagementPaths;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

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
	ScorecardEndpoint scorecardEndpoint(Scorecard scorecard, PlatformHealthProperties properties,
			ManagementPaths management) {
		return new ScorecardEndpoint(scorecard, properties.scorecard().objectives(), management);
	}

}
