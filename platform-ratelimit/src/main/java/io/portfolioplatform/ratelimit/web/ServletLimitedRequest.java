package io.portfolioplatform.ratelimit.web;

import java.security.Principal;

import io.portfolioplatform.ratelimit.key.ClientIp;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * A request of the servlet API.
 *
 * @param request the request
 * @param clientIp finds the client's address
 */
record ServletLimitedRequest(HttpServletRequest request, ClientIp clientIp) implements LimitedRequest {

	@Override
	public String getMethod() {
		return this.request.getMethod();
	}

	@Override
	public String getPath() {
		String uri = this.request.getRequestURI();
		String contextPath = this.request.getContextPath();
		return contextPath.isEmpty() ? uri : uri.substring(contextPath.length());
	}

	/**
	 * What another filter has parsed, if it is of this request as it is now.
	 */
	@Override
	public PathContainer parsedPath() {
		if (ServletRequestPathUtils.hasParsedRequestPath(this.request)) {
			RequestPath parsed = ServletRequestPathUtils.getParsedRequestPath(this.request);
			if (parsed.value().equals(this.request.getRequestURI())
					&& parsed.contextPath().value().equals(this.request.getContextPath())) {
				return parsed.pathWithinApplication();
			}
		}
		return LimitedRequest.super.parsedPath();
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.request.getUserPrincipal();
	}

	@Override
	public String getAddress() {
		return this.clientIp.of(this.request);
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

}
