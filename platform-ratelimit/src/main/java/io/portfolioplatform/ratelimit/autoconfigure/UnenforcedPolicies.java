package io.portfolioplatform.ratelimit.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimit;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.PolicyProperties;
import io.portfolioplatform.ratelimit.autoconfigure.PlatformRateLimitProperties.RouteProperties;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Fails the start if nothing enforces what is configured: a limit that is silently absent
 * is worse than none.
 */
final class UnenforcedPolicies implements SmartInitializingSingleton {

	private final PlatformRateLimitProperties properties;

	private final ObjectProvider<RateLimitFilters> filters;

	private final ObjectProvider<PlanResolver> plans;

	private final ConfigurableListableBeanFactory beans;

	UnenforcedPolicies(PlatformRateLimitProperties properties, ObjectProvider<RateLimitFilters> filters,
			ObjectProvider<PlanResolver> plans, ConfigurableListableBeanFactory beans) {
		this.properties = properties;
		this.filters = filters;
		this.plans = plans;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.properties.routes().isEmpty() && this.filters.getIfAvailable() == null) {
			throw new InvalidRateLimitException(
					"'platform.ratelimit.routes' is set, but this is no web application with Spring MVC or WebFlux",
					"Add spring-boot-starter-webmvc, or limit methods with @RateLimit and remove the routes.");
		}
		checkPlans(this.properties.policies(), this.plans);
		Set<String> unenforced = new HashSet<>(this.properties.policies().keySet());
		this.properties.routes().stream().map(RouteProperties::policy).forEach(unenforced::remove);
		if (!unenforced.isEmpty()) {
			removeThoseOfMethods(unenforced);
		}
		if (!unenforced.isEmpty()) {
			throw new InvalidRateLimitException(
					"'platform.ratelimit.policies." + unenforced.iterator().next()
							+ "' limits nothing: no route and no @RateLimit names it",
					"Name it in 'platform.ratelimit.routes[*].policy' or in an annotation, or remove it.");
		}
	}

	/**
	 * Check that something tells the plans of users, at the start and at each change.
	 */
	static void checkPlans(Map<String, PolicyProperties> policies, ObjectProvider<PlanResolver> plans) {
		policies.forEach((name, policy) -> {
			if (!policy.plans().isEmpty() && plans.getIfAvailable() == null) {
				throw new InvalidRateLimitException(
						"'platform.ratelimit.policies." + name + ".plans' is set, but nothing tells the plan of a user",
						"Define a bean of the type " + PlanResolver.class.getName() + ".");
			}
		});
	}

	private void removeThoseOfMethods(Set<String> unenforced) {
		for (String name : this.beans.getBeanDefinitionNames()) {
			Class<?> type = targetType(name);
			if (type != null && !type.getName().startsWith("org.springframework.")) {
				MethodIntrospector
					.selectMethods(ClassUtils.getUserClass(type),
							(Method method) -> AnnotatedElementUtils.findMergedAnnotation(method, RateLimit.class))
					.values()
					.forEach((annotation) -> unenforced.remove(annotation.policy()));
			}
		}
	}

	private @Nullable Class<?> targetType(String name) {
		Class<?> type = this.beans.getType(name, false);
		// A proxy by interface does not have the annotations of its class.
		return (type != null && Proxy.isProxyClass(type)) ? AutoProxyUtils.determineTargetClass(this.beans, name)
				: type;
	}

}
