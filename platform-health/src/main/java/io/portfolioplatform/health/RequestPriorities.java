package io.portfolioplatform.health;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Decides the priority of a request before anything else has looked at it. A bean of this
 * type replaces the default, which takes background from {@code Sec-Purpose: prefetch}
 * and {@code Priority: u=6} or {@code u=7} (RFC 9218), and interactive from an
 * {@code Authorization} header or a cookie.
 */
@FunctionalInterface
public interface RequestPriorities {

	/**
	 * Decide the priority of a request. Called on the request's thread; must not wait.
	 * @param request the request
	 * @return its priority
	 */
	RequestPriority of(HttpServletRequest request);

}
