package io.portfolioplatform.perf.ratelimit;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response that keeps the length of its fields only, since a server writes them to a
 * buffer that it has, and is used again as servers use theirs.
 */
final class BareResponse extends HttpServletResponseWrapper {

	private int length;

	BareResponse(HttpServletResponse response) {
		super(response);
	}

	BareResponse again() {
		this.length = 0;
		return this;
	}

	@Override
	public void addHeader(String name, String value) {
		this.length += name.length() + value.length();
	}

	int length() {
		return this.length;
	}

}
