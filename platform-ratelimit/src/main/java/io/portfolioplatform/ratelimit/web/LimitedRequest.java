package io.portfolioplatform.ratelimit.web;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * What limits look at in a request. Expressions see it as their root object.
 */
public interface LimitedRequest {

	/**
	 * Return the HTTP method.
	 * @return the method in upper case
	 */
	String getMethod();

	/**
	 * Return the path within the application, as it was sent.
	 * @return the path, undecoded
	 */
	String getPath();

	/**
	 * Return the parsed path.
	 * @return the path within the application in its segments
	 */
	default PathContainer parsedPath() {
		return PathContainer.parsePath(getPath());
	}

	/**
	 * Return the signed-in user.
	 * @return the user, or {@code null} if there is none
	 */
	@Nullable Principal getPrincipal();

	/**
	 * Return the client's address.
	 * @return an IPv4 address or an IPv6 /64 network
	 */
	String getAddress();

	/**
	 * Return the first value of a header.
	 * @param name the header
	 * @return its value, or {@code null} if it was not sent
	 */
	@Nullable String header(String name);

	/**
	 * Return the name of the signed-in user.
	 * @return the name, or {@code null} if there is none
	 */
	default @Nullable String getUser() {
		Principal principal = getPrincipal();
		return (principal != null) ? principal.getName() : null;
	}

}
