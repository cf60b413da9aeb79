package io.portfolioplatform.ratelimit.method;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimit;
import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.engine.RefusedCallException;
import io.portfolioplatform.ratelimit.policy.Policies;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.MethodClassKey;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Puts a limit before every bean method that has {@link RateLimit}. Annotations are
 * checked when their bean is created, so a wrong one fails the start. What a method
 * returns says how its refusal is told: thrown, or through the publisher or the future.
 */
public final class RateLimitAdvisor extends StaticMethodMatcherPointcutAdvisor implements MethodInterceptor {

	/** Before transactions: a call that is refused needs no connection. */
	private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1000;

	private final Map<MethodClassKey, LimitedMethod> methods = new ConcurrentHashMap<>();

	private final Supplier<Policies> policies;

	private final Supplier<RateLimitEngine> engine;

	private final Supplier<@Nullable PlanResolver> plans;

	/**
	 * Create the advisor. It exists before ordinary beans do, so it asks for its
	 * collaborators when it first needs them.
	 * @param policies the policies that annotations may name
	 * @param engine decides
	 * @param plans tells users' plans, if there is one
	 */
	public RateLimitAdvisor(Supplier<Policies> policies, Supplier<RateLimitEngine> engine,
			Supplier<@Nullable PlanResolver> plans) {
		this.policies = policies;
		this.engine = engine;
		this.plans = plans;
		setAdvice(this);
		setOrder(ORDER);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return limited(method, targetClass) != null;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		LimitedMethod limited = (target != null) ? limited(invocation.getMethod(), target.getClass()) : null;
		if (limited == null) {
			return invocation.proceed();
		}
		Runnable admission = () -> admit(limited, invocation);
		return switch (limited.returns()) {
			case PUBLISHER -> LimitedPublishers.call(limited.returnType(), admission, invocation);
			case FUTURE -> LimitedFutures.call(admission, invocation);
			case VALUE -> {
				admission.run();
				yield invocation.proceed();
			}
		};
	}

	private void admit(LimitedMethod limited, MethodInvocation invocation) {
		Decision decision = this.engine.get().decide(limited.charge(invocation.getArguments(), this.plans.get()));
		if (decision.blocks()) {
			throw new RefusedCallException(decision);
		}
	}

	private @Nullable LimitedMethod limited(Method method, Class<?> targetClass) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		LimitedMethod known = this.methods.get(key);
		if (known != null) {
			return known;
		}
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		RateLimit annotation = AnnotatedElementUtils.findMergedAnnotation(specific, RateLimit.class);
		if (annotation == null) {
			return null;
		}
		return this.methods.computeIfAbsent(key,
				(ignored) -> LimitedMethod.of(specific, annotation, this.policies.get()));
	}

}
