package io.portfolioplatform.ratelimit.web;

import java.util.Set;

import io.portfolioplatform.ratelimit.policy.ActivePolicy;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Requests that a policy limits.
 *
 * @param path the path template
 * @param methods the HTTP methods, all of them if empty
 * @param policy the policy
 * @param key the kind of key that the policy counts
 * @param source finds the key
 * @param anonymous what to do with a request that has no key
 * @param cost how many tokens one request takes
 */
public record LimitedRoute(PathPattern path, Set<String> methods, ActivePolicy policy, RouteKey key, KeySource source,
		Anonymous anonymous, long cost) {

	boolean matches(String method, PathContainer requestPath) {
		return (this.methods.isEmpty() || this.methods.contains(method)) && this.path.matches(requestPath);
	}

	/**
	 * Return whether the address of a client may be what is counted.
	 * @return whether addresses matter
	 */
	public boolean mayCountAddresses() {
		return this.key == RouteKey.IP || this.anonymous == Anonymous.IP || this.source.mayReadAddresses();
	}

	/**
	 * Return what every plainly written path of the route begins with.
	 * @return the beginning, perhaps empty
	 */
	String prefix() {
		String pattern = this.path.getPatternString();
		int end = 0;
		while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
			end++;
		}
		// What follows "/a/" in "/a/**" may be missing, with the slash.
		return (end < pattern.length() && end > 0 && pattern.charAt(end - 1) == '/') ? pattern.substring(0, end - 1)
				: pattern.substring(0, end);
	}

}
