package io.portfolioplatform.ratelimit.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.PolicyProperties;
import io.portfolioplatform.ratelimit.fleet.FleetLimiter;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.Policies;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Reads the policies again when it is told to, also by Spring Cloud's event that the
 * environment has changed.
 */
final class PolicyReload implements RateLimitPolicies, ApplicationListener<ApplicationEvent> {

	private static final Log logger = LogFactory.getLog(PolicyReload.class);

	private static final String CHANGED = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

	private static final Bindable<Map<String, PolicyProperties>> POLICIES = Bindable.mapOf(String.class,
			PolicyProperties.class);

	private final Environment environment;

	private final Policies policies;

	private final @Nullable FleetLimiter fleet;

	private final ObjectProvider<PlanResolver> plans;

	/** Held from the reading to the change: nothing older may come later. */
	private final Lock lock;

	PolicyReload(Environment environment, Policies policies, @Nullable FleetLimiter fleet,
			ObjectProvider<PlanResolver> plans, Lock lock) {
		this.environment = environment;
		this.policies = policies;
		this.fleet = fleet;
		this.plans = plans;
		this.lock = lock;
	}

	@Override
	public List<String> reload() {
		this.lock.lock();
		try {
			return change();
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<String> change() {
		Map<String, PolicyProperties> properties = Binder.get(this.environment)
			.bind("platform.ratelimit.policies", POLICIES,
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
			.orElseGet(Map::of);
		UnenforcedPolicies.checkPlans(properties, this.plans);
		List<String> changed = this.policies.change(PropertiesToPolicies.policies(properties));
		FleetLimiter limiter = this.fleet;
		if (limiter != null) {
			this.policies.all()
				.stream()
				.filter((policy) -> changed.contains(policy.name()))
				.map(ActivePolicy::current)
				.forEach(limiter::changed);
		}
		if (!changed.isEmpty()) {
			logger.info("Rate limits have changed: " + changed);
		}
		return changed;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event.getClass().getName().equals(CHANGED)) {
			try {
				reload();
			}
			catch (RuntimeException ex) {
				logger.error(
						"Rate limits stay as they are: " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage(),
						ex);
			}
		}
	}

}
