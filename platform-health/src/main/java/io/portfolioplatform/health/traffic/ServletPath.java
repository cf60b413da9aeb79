package io.portfolioplatform.health.traffic;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Where Spring MVC is: its routes and the Actuator are named by what follows.
 *
 * @param prefix the path after the context path, without a slash at its end
 */
public record ServletPath(String prefix) {

	/** Where everything belongs to Spring MVC. */
	public static final ServletPath ROOT = new ServletPath("");

	/**
	 * Read where it is.
	 * @param properties the properties of the application
	 * @return the place
	 */
	public static ServletPath of(PropertyResolver properties) {
		return new ServletPath(
				StringUtils.trimTrailingCharacter(properties.getProperty("spring.mvc.servlet.path", ""), '/'));
	}

	/**
	 * Read where it is.
	 * @param mapping what its servlet serves
	 * @return the place
	 */
	public static ServletPath of(String mapping) {
		return mapping.endsWith("/*") ? new ServletPath(mapping.substring(0, mapping.length() - 2)) : ROOT;
	}

	/**
	 * Return a request's path as Spring MVC sees it.
	 * @param request the request
	 * @return the path after the prefix, or after the context path if it is elsewhere
	 */
	public String within(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		int end = this.prefix.length();
		boolean below = path.startsWith(this.prefix) && (path.length() == end || path.charAt(end) == '/');
		return below ? path.substring(end) : path;
	}

}
