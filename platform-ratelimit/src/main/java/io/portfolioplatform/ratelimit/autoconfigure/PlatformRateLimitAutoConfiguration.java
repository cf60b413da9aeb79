package io.portfolioplatform.ratelimit.autoconfigure;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.engine.DecisionListener;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.method.RateLimitAdvisor;
import io.portfolioplatform.ratelimit.policy.Policies;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of the rate limits of methods, and of what routes share with them.
 *
 * @see PlatformRateLimitWebAutoConfiguration
 */
@AutoConfiguration
@ConditionalOnClass(Bucket.class)
@ConditionalOnBooleanProperty(name = "platform.ratelimit.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlatformRateLimitProperties.class)
@Import(AutoProxyRegistrar.class)
public final class PlatformRateLimitAutoConfiguration {

	@Bean
	Policies platformRateLimitPolicies(PlatformRateLimitProperties properties) {
		return PropertiesToPolicies.policies(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimitEngine platformRateLimitEngine(PlatformRateLimitProperties properties,
			ObjectProvider<DecisionListener> listeners) {
		return new RateLimitEngine(properties.maxKeys(), TimeMeter.SYSTEM_NANOTIME, listeners.orderedStream().toList());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RateLimitAdvisor platformRateLimitAdvisor(ObjectProvider<Policies> policies,
			ObjectProvider<RateLimitEngine> engine) {
		return new RateLimitAdvisor(policies::getObject, engine::getObject);
	}

	@Bean
	UnenforcedRoutes platformRateLimitUnenforcedRoutes(PlatformRateLimitProperties properties,
			ObjectProvider<RateLimitFilters> filters) {
		return new UnenforcedRoutes(properties, filters);
	}

}
