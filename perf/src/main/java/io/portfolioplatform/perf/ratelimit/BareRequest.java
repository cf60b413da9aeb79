package io.portfolioplatform.perf.ratelimit;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;

/**
 * A request that came through a proxy, and is used again as servers use theirs.
 */
final class BareRequest extends MockHttpServletRequest {

	private static final List<String> FORWARDED_FOR = List.of("203.0.113.7");

	private final Map<String, Object> attributes = new HashMap<>();

	BareRequest(String path) {
		super("GET", path);
		setRemoteAddr("10.1.2.3");
	}

	BareRequest again() {
		this.attributes.clear();
		return this;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return Collections.enumeration(FORWARDED_FOR);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.remove(name);
	}

}
