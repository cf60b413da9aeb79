package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.actuate.RateLimitEndpoint;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.observe.Offenders;
import io.portfolioplatform.ratelimit.policy.Policies;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of {@code /actuator/ratelimit}.
 */
@AutoConfiguration(after = PlatformRateLimitAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(RateLimitEngine.class)
@ConditionalOnAvailableEndpoint(RateLimitEndpoint.class)
public final class PlatformRateLimitEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RateLimitEndpoint rateLimitEndpoint(Policies policies, RateLimitEngine engine, Offenders offenders,
			ObjectProvider<FleetLimiter> fleet, RateLimitPolicies reloadable) {
		return new RateLimitEndpoint(policies, engine, offenders, fleet.getIfAvailable(), reloadable);
	}

}
