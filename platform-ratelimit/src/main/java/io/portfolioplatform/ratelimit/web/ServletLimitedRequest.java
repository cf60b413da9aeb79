package io.portfolioplatform.ratelimit.web;

import java.security.Principal;

import io.portfolioplatform.ratelimit.key.ClientIp;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

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
