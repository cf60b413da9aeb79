package io.portfolioplatform.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Remembers what a bean's method returned for its arguments. Callers that ask for the
 * same missing result at once share one call of the method and its result or exception.
 * Exceptions are not remembered, {@code null} only if {@link #nullTtl} says so.
 * <p>
 * Of a method that returns a {@code CompletableFuture} or {@code CompletionStage} the
 * promised value is remembered, and shared with other processes as any other. Nobody
 * waits for it.
 * <p>
 * As with every Spring proxy, calls from within the bean itself are not intercepted. Two
 * beans of one class share their results. Arguments are kept as part of the key, so they
 * need {@code equals} and {@code hashCode} and must not change afterwards. Neither must a
 * result: all callers get the same object, not copies.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Memoize {

	/**
	 * How long a result is remembered, such as {@code "5m"}, {@code "300s"} or
	 * {@code "PT5M"}; {@code "${...}"} is resolved.
	 * @return a positive duration with its unit
	 */
	String ttl();

	/**
	 * A SpEL expression over the parameters, such as {@code "#userId"}, if not all of the
	 * arguments tell results apart. It may read properties and call methods of the
	 * parameters.
	 * @return the expression, or empty for all arguments
	 */
	String key() default "";

	/**
	 * The cache that holds the results, which {@link Memoizer#evictAll} and the meters
	 * name. Methods may share a cache; they never share results.
	 * @return the name, or empty for {@code ClassName.methodName}
	 */
	String name() default "";

	/**
	 * What a result is about, so that {@link Memoizer#evictTag} can forget all results of
	 * any method about it: fixed text, with SpEL over the parameters between
	 * <code>#{</code> and <code>}</code>, such as <code>"user:#{#userId}"</code>.
	 * @return the tags
	 */
	String[] tags() default {};

	/**
	 * A SpEL expression over the parameters and {@code #result}, such as
	 * {@code "#result.isEmpty()"}: where it is {@code true} the result is passed on but
	 * not remembered.
	 * @return the expression, or empty to remember every result
	 */
	String unless() default "";

	/**
	 * Whether processes share the results, where {@code platform.cache.shared.enabled}
	 * says that they do.
	 * @return {@code false} for results that are of no use elsewhere or cannot be written
	 */
	boolean shared() default true;

	/**
	 * How long {@code null} is remembered, if it is: no longer than the {@code ttl}, such
	 * as {@code "10s"}. Processes do not share it.
	 * @return a positive duration with its unit, or empty to call the method again
	 */
	String nullTtl() default "";

	/**
	 * The age from which on a result that is still remembered is computed anew: one
	 * caller does so, with everything its thread carries, while the others get the
	 * remembered result. Shorter than the {@code ttl}.
	 * @return a positive duration with its unit, or empty for never
	 */
	String refreshAfter() default "";

	/**
	 * How long after its {@code ttl} a result still stands in when the method throws an
	 * exception. Callers get it for a second before the method is called again.
	 * @return a positive duration with its unit, or empty for not at all
	 */
	String staleOnError() default "";

	/**
	 * Whether all users may see the same result although the method reads under
	 * row-level-security claims, as public reference data. Otherwise a result that was
	 * read under claims is refused, with an {@link IllegalStateException}, unless its key
	 * contains the user, which is the {@code sub} of the claims.
	 * @return whether the key needs no user
	 */
	boolean sameForAll() default false;

}
