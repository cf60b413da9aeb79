package io.portfolioplatform.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Remembers what a Spring MVC controller method answered to GET and HEAD. Requests for
 * the same missing page share one call of the method. Only complete answers with status
 * 200 are remembered, and none with a cookie, {@code Cache-Control: private} or
 * {@code no-store}.
 * <p>
 * A page is told apart by scheme, host, path, the named query parameters and headers, and
 * by the caller. The request that the method is given shows nothing else, so that nothing
 * else can get into a page.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CachePage {

	/**
	 * How long a page is remembered, such as {@code "60s"}, {@code "5m"} or
	 * {@code "PT5M"}; {@code "${...}"} is resolved.
	 * @return a positive duration with its unit
	 */
	String ttl();

	/**
	 * Whether each caller has pages of its own.
	 * @return for whom a page is remembered
	 */
	Scope scope() default Scope.PRINCIPAL;

	/**
	 * The cache that holds the pages, which {@link Memoizer#evictAll} and the meters
	 * name.
	 * @return the name, or empty for {@code ClassName.methodName}
	 */
	String name() default "";

	/**
	 * The query parameters that tell pages apart.
	 * @return their names, or empty for those that the method's own parameters name
	 */
	String[] parameters() default {};

	/**
	 * The request headers that tell pages apart beside those that the method's own
	 * parameters name. {@code Accept} is one unless the mapping {@code produces} a single
	 * media type. They are named by {@code Vary}.
	 * @return their names
	 */
	String[] headers() default {};

	/**
	 * What a page is about, for {@link Memoizer#evictTag}: text with names of path
	 * variables and query parameters, such as <code>"symbol:{symbol}"</code>. A parameter
	 * with several values makes a tag of each. Where each caller has pages of its own,
	 * <code>{principal}</code> is the name of the principal.
	 * @return the tags
	 */
	String[] tags() default {};

	/**
	 * Whether processes share the pages through Redis, where there is one.
	 * @return {@code false} to keep them to each process
	 */
	boolean shared() default true;

	/**
	 * Whether clients may keep the page, to ask whether it is still good or for its
	 * {@code ttl}. Otherwise they are told {@code no-store}: nobody else who uses the
	 * same device finds it there.
	 * @return {@code false} to keep it on servers only
	 */
	boolean clients() default true;

	/**
	 * Whether all users may see the same page although the method reads under
	 * row-level-security claims, as public reference data. Otherwise a page that callers
	 * share is refused, with an {@link IllegalStateException}, if it was read under the
	 * claims of a user.
	 * @return whether callers may share the page whoever it was read for
	 */
	boolean sameForAll() default false;

	/**
	 * For whom a page is remembered.
	 */
	enum Scope {

		/**
		 * For the authenticated caller it was made for, by name and authorities; those
		 * who are not authenticated share theirs. Clients ask again each time and get 304
		 * if nothing has changed.
		 */
		PRINCIPAL,

		/**
		 * For everyone. The request does not show who makes it, and clients and proxies
		 * may keep the page for its {@code ttl} without asking.
		 */
		PUBLIC

	}

}
