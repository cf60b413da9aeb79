package io.portfolioplatform.ratelimit.method;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import io.portfolioplatform.ratelimit.PlanResolver;
import io.portfolioplatform.ratelimit.RateLimit;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;

/**
 * What an annotation on one method says, checked once.
 */
final class LimitedMethod {

	private final String place;

	private final String name;

	private final ActivePolicy policy;

	private final KeyExpression key;

	private final int cost;

	private final Class<?> returnType;

	private final Returns returns;

	private LimitedMethod(String place, String name, ActivePolicy policy, KeyExpression key, int cost,
			Class<?> returnType) {
		this.place = place;
		this.name = name;
		this.policy = policy;
		this.key = key;
		this.cost = cost;
		this.returnType = returnType;
		this.returns = Returns.of(returnType);
	}

	static LimitedMethod of(Method method, RateLimit annotation, Policies policies) {
		String place = "@RateLimit on " + method.getDeclaringClass().getName() + "." + method.getName();
		String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
		if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.FINAL | Modifier.STATIC)) != 0) {
			throw new InvalidRateLimitException(
					place + " is without effect: the method is " + Modifier.toString(method.getModifiers())
							+ " and cannot be intercepted",
					"Make it an instance method that is neither private nor final.");
		}
		ActivePolicy policy = policies.get(annotation.policy(), place);
		policy.register(annotation.cost(), place + " has the cost");
		return new LimitedMethod(place, name, policy, KeyExpression.compile(annotation.key(), method, place),
				annotation.cost(), method.getReturnType());
	}

	Class<?> returnType() {
		return this.returnType;
	}

	Returns returns() {
		return this.returns;
	}

	Charge charge(@Nullable Object[] arguments, @Nullable PlanResolver plans) {
		Object value = value(arguments);
		if (value == null) {
			throw new IllegalArgumentException(this.place + ": the key is null, so there is no one to count");
		}
		boolean tiered = plans != null && !this.policy.current().plans().isEmpty();
		String plan = (tiered && plans != null) ? plans.planOf(value.toString()) : null;
		return new Charge(this.policy, this.name + ":" + value, this.cost, plan, this.name);
	}

	private @Nullable Object value(@Nullable Object[] arguments) {
		try {
			return this.key.evaluate(arguments);
		}
		catch (EvaluationException ex) {
			throw new IllegalArgumentException(
					this.place + ": the key has no value, so there is no one to count: " + ex.getMessage(), ex);
		}
	}

}
