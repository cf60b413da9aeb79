package io.portfolioplatform.ratelimit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often a bean method may be called for one key. A refused call throws
 * {@link RateLimitExceededException} and does not reach the method. A publisher or a
 * {@link java.util.concurrent.CompletableFuture} that the method returns fails with it.
 * Calls within the same object are not limited.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimit {

	/**
	 * Name of a policy below {@code platform.ratelimit.policies}. An unknown name fails
	 * the start.
	 * @return the policy's name
	 */
	String policy();

	/**
	 * SpEL expression over the method's parameters whose value is counted, such as
	 * {@code #userId} or {@code #order.customer}. It is parsed once. A name that the
	 * parameters are not declared to have fails the start; a value of {@code null} is an
	 * {@link IllegalArgumentException}.
	 * @return the expression
	 */
	String key();

	/**
	 * How many tokens one call takes, at least one.
	 * @return the number of tokens
	 */
	int cost() default 1;

}
