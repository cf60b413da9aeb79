package io.portfolioplatform.ratelimit.method;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import io.portfolioplatform.ratelimit.RateLimit;
import io.portfolioplatform.ratelimit.engine.Charge;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import io.portfolioplatform.ratelimit.policy.Policies;
import io.portfolioplatform.ratelimit.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What an annotation on one method says, checked once.
 */
final class LimitedMethod {

	private final String place;

	private final Policy policy;

	private final KeyExpression key;

	private final int cost;

	private LimitedMethod(String place, Policy policy, KeyExpression key, int cost) {
		this.place = place;
		this.policy = policy;
		this.key = key;
		this.cost = cost;
	}

	static LimitedMethod of(Method method, RateLimit annotation, Policies policies) {
		String place = "@RateLimit on " + method.getDeclaringClass().getName() + "." + method.getName();
		if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.FINAL | Modifier.STATIC)) != 0) {
			throw new InvalidRateLimitException(
					place + " is without effect: the method is " + Modifier.toString(method.getModifiers())
							+ " and cannot be intercepted",
					"Make it an instance method that is neither private nor final.");
		}
		Policy policy = policies.get(annotation.policy(), place);
		if (annotation.cost() < 1 || annotation.cost() > policy.largestCost()) {
			throw new InvalidRateLimitException(place + " has the cost " + annotation.cost(),
					"Use a cost from 1 to " + policy.largestCost() + ", the capacity of '" + policy.name() + "'.");
		}
		return new LimitedMethod(place, policy, KeyExpression.compile(annotation.key(), method, place),
				annotation.cost());
	}

	Charge charge(@Nullable Object[] arguments) {
		Object value = this.key.evaluate(arguments);
		if (value == null) {
			throw new IllegalArgumentException(this.place + ": the key is null, so there is no one to count");
		}
		return new Charge(this.policy, this.place + ":" + value, this.cost);
	}

}
