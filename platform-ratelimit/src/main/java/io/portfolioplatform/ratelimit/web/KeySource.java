package io.portfolioplatform.ratelimit.web;

import io.portfolioplatform.ratelimit.TenantResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a request counts for. The prefixes keep a user who is named like an address
 * apart from that address.
 */
@FunctionalInterface
public interface KeySource {

	/**
	 * Return whom a request counts for.
	 * @param request the request
	 * @return the key, or {@code null} if the request has none
	 */
	@Nullable String of(LimitedRequest request);

	/**
	 * Return whether the client's address may be, or decide, the key.
	 * @return whether addresses matter
	 */
	default boolean mayReadAddresses() {
		return false;
	}

	/**
	 * Count addresses.
	 * @return the source
	 */
	static KeySource address() {
		return (request) -> "ip:" + request.getAddress();
	}

	/**
	 * Count users.
	 * @return the source
	 */
	static KeySource user() {
		return (request) -> prefixed("user:", request.getUser());
	}

	/**
	 * Count the values of a header.
	 * @param name the header
	 * @return the source
	 */
	static KeySource header(String name) {
		return (request) -> prefixed("api-key:", request.header(name));
	}

	/**
	 * Count all requests together.
	 * @param path the path template
	 * @return the source
	 */
	static KeySource route(String path) {
		return (request) -> "route:" + path;
	}

	/**
	 * Count tenants.
	 * @param resolver tells the tenant of a user
	 * @return the source
	 */
	static KeySource tenant(TenantResolver resolver) {
		return (request) -> {
			var user = request.getPrincipal();
			return (user != null) ? prefixed("tenant:", resolver.tenantOf(user)) : null;
		};
	}

	private static @Nullable String prefixed(String prefix, @Nullable String value) {
		return (value != null && !value.isEmpty()) ? prefix + value : null;
	}

}
