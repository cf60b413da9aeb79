package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.engine.DecisionListener;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.fleet.FleetSettings;
import io.portfolioplatform.ratelimit.local.LocalLimiter;
import io.portfolioplatform.ratelimit.method.RateLimitAdvisor;
import io.portfolioplatform.ratelimit.observe.Offenders;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.redisson.api.RedissonClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration of the rate limits of methods, and of what routes share with them.
 *
 * @see PlatformRateLimitWebAutoConfiguration
 */
@AutoConfiguration(after = PlatformRedisAutoConfiguration.class)
@ConditionalOnClass(Bucket.class)
@ConditionalOnBooleanProperty(name = "platform.ratelimit.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlatformRateLimitProperties.class)
@Import(AutoProxyRegistrar.class)
public final class PlatformRateLimitAutoConfiguration {

	private final Lock reload = new ReentrantLock();

	@Bean
	Policies platformRateLimitPolicies(PlatformRateLimitProperties properties) {
		return new Policies(PropertiesToPolicies.policies(properties.policies()));
	}

	@Bean
	LocalLimiter platformLocalLimiter(PlatformRateLimitProperties properties) {
		return new LocalLimiter(properties.maxKeys(), TimeMeter.SYSTEM_NANOTIME);
	}

	@Bean(initMethod = "start")
	@ConditionalOnBean(RedissonClient.class)
	FleetLimiter platformFleetLimiter(RedissonClient redisson, PlatformRateLimitProperties properties,
			Environment environment) {
		FleetSettings settings = new FleetSettings(properties.namespace(environment), properties.redis().timeout(),
				properties.maxKeys());
		return new FleetLimiter(redisson, settings, TimeMeter.SYSTEM_NANOTIME);
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimitEngine platformRateLimitEngine(LocalLimiter local, ObjectProvider<FleetLimiter> fleet,
			ObjectProvider<DecisionListener> listeners) {
		return new RateLimitEngine(local, fleet.getIfAvailable(), listeners.orderedStream().toList());
	}

	@Bean
	Offenders platformRateLimitOffenders() {
		return new Offenders();
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimitPolicies platformRateLimitPolicyReload(Environment environment, Policies policies,
			ObjectProvider<FleetLimiter> fleet, ObjectProvider<PlanResolver> plans) {
		return new PolicyReload(environment, policies, fleet.getIfAvailable(), plans, this.reload);
	}

	@Bean
	@Conditional(ReloadFile.class)
	WatchedPolicies platformRateLimitWatchedPolicies(PlatformRateLimitProperties properties,
			ConfigurableEnvironment environment, RateLimitPolicies policies) {
		return new WatchedPolicies(properties.reload().file(), properties.reload().interval(), environment, policies,
				this.reload);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RateLimitAdvisor platformRateLimitAdvisor(ObjectProvider<Policies> policies,
			ObjectProvider<RateLimitEngine> engine, ObjectProvider<PlanResolver> plans) {
		return new RateLimitAdvisor(policies::getObject, engine::getObject, plans::getIfAvailable);
	}

	@Bean
	UnenforcedPolicies platformRateLimitUnenforcedPolicies(PlatformRateLimitProperties properties,
			ObjectProvider<RateLimitFilters> filters, ObjectProvider<PlanResolver> plans,
			ConfigurableListableBeanFactory beans) {
		return new UnenforcedPolicies(properties, filters, plans, beans);
	}

	/**
	 * Holds if a file is named: a variable that a deployment leaves empty names none.
	 */
	static final class ReloadFile implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return StringUtils.hasText(context.getEnvironment().getProperty("platform.ratelimit.reload.file"));
		}

	}

}
