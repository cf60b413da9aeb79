package io.portfolioplatform.ratelimit.web;

import java.util.Set;

import io.portfolioplatform.ratelimit.policy.Policy;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Requests that a policy limits.
 *
 * @param path the path template
 * @param methods the HTTP methods, all of them if empty
 * @param policy the policy
 * @param key whom the policy counts
 * @param anonymous what to do if the policy counts users and there is none
 * @param cost how many tokens one request takes
 */
public record LimitedRoute(PathPattern path, Set<String> methods, Policy policy, RouteKey key, Anonymous anonymous,
		long cost) {

	boolean matches(String method, PathContainer requestPath) {
		return (this.methods.isEmpty() || this.methods.contains(method)) && this.path.matches(requestPath);
	}

}
