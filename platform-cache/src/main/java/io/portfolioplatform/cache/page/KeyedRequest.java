package io.portfolioplatform.cache.page;

import java.io.BufferedReader;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/**
 * A request of which no more can be seen than tells its page apart: nothing else can get
 * into a page that others are given.
 */
final class KeyedRequest extends HttpServletRequestWrapper {

	private static final String NOWHERE = "0.0.0.0";

	private final List<String> headers;

	private final Map<String, String[]> parameters = new LinkedHashMap<>();

	private final boolean callerVisible;

	private final @Nullable LocaleResolver localeResolver;

	/**
	 * Narrow a request.
	 * @param request the request
	 * @param headers the headers to be seen
	 * @param parameters the query parameters to be seen
	 * @param callerVisible whether to show who makes it
	 */
	KeyedRequest(HttpServletRequest request, List<String> headers, List<String> parameters, boolean callerVisible) {
		super(request);
		this.headers = headers;
		this.callerVisible = callerVisible;
		this.localeResolver = KeyedLocale.resolver(request, callerVisible);
		for (String name : parameters) {
			String[] values = PageQuery.given(request, name);
			if (values != null) {
				this.parameters.put(name, values);
			}
		}
	}

	/**
	 * The answer to HEAD is that to GET without its body.
	 */
	@Override
	public String getMethod() {
		return HttpMethod.GET.name();
	}

	private boolean isVisible(String header) {
		return this.headers.stream().anyMatch(header::equalsIgnoreCase);
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isVisible(name) ? super.getHeader(name) : null;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isVisible(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections.enumeration(this.headers.stream().filter((name) -> getHeader(name) != null).toList());
	}

	@Override
	public int getIntHeader(String name) {
		return isVisible(name) ? super.getIntHeader(name) : -1;
	}

	@Override
	public long getDateHeader(String name) {
		return isVisible(name) ? super.getDateHeader(name) : -1;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE.equals(name) ? this.localeResolver
				: super.getAttribute(name);
	}

	@Override
	public Locale getLocale() {
		return isVisible("Accept-Language") ? super.getLocale() : Locale.getDefault();
	}

	@Override
	public Enumeration<Locale> getLocales() {
		return isVisible("Accept-Language") ? super.getLocales() : Collections.enumeration(List.of(getLocale()));
	}

	@Override
	public @Nullable String getQueryString() {
		StringJoiner query = new StringJoiner("&");
		this.parameters.forEach((name, values) -> {
			for (String value : values) {
				query.add(encoded(name) + "=" + encoded(value));
			}
		});
		return this.parameters.isEmpty() ? null : query.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = this.parameters.get(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		String[] values = this.parameters.get(name);
		return (values != null) ? values.clone() : null;
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(this.parameters.keySet());
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return Collections.unmodifiableMap(this.parameters);
	}

	@Override
	public Cookie @Nullable [] getCookies() {
		return null;
	}

	@Override
	public Map<String, String> getTrailerFields() {
		return Map.of();
	}

	@Override
	public @Nullable HttpSession getSession(boolean create) {
		if (create) {
			throw noSession();
		}
		return null;
	}

	private static IllegalStateException noSession() {
		return new IllegalStateException("A @CachePage method has no session: others are given its answer");
	}

	@Override
	public @Nullable HttpSession getSession() {
		return getSession(true);
	}

	@Override
	public String changeSessionId() {
		throw noSession();
	}

	@Override
	public @Nullable String getRequestedSessionId() {
		return null;
	}

	@Override
	public boolean isRequestedSessionIdValid() {
		return false;
	}

	@Override
	public boolean isRequestedSessionIdFromCookie() {
		return false;
	}

	@Override
	public boolean isRequestedSessionIdFromURL() {
		return false;
	}

	@Override
	public @Nullable String getAuthType() {
		return this.callerVisible ? super.getAuthType() : null;
	}

	@Override
	public @Nullable Principal getUserPrincipal() {
		return this.callerVisible ? super.getUserPrincipal() : null;
	}

	@Override
	public @Nullable String getRemoteUser() {
		return this.callerVisible ? super.getRemoteUser() : null;
	}

	@Override
	public boolean isUserInRole(String role) {
		return this.callerVisible && super.isUserInRole(role);
	}

	@Override
	public String getRemoteAddr() {
		return NOWHERE;
	}

	@Override
	public String getRemoteHost() {
		return NOWHERE;
	}

	@Override
	public int getRemotePort() {
		return 0;
	}

	@Override
	public ServletInputStream getInputStream() {
		return new NoBody();
	}

	@Override
	public BufferedReader getReader() {
		return new BufferedReader(new StringReader(""));
	}

	@Override
	public int getContentLength() {
		return 0;
	}

	@Override
	public long getContentLengthLong() {
		return 0;
	}

	@Override
	public @Nullable String getContentType() {
		return null;
	}

	@Override
	public Collection<Part> getParts() {
		return List.of();
	}

	@Override
	public @Nullable Part getPart(String name) {
		return null;
	}

	@Override
	public boolean isAsyncSupported() {
		return false;
	}

	@Override
	public AsyncContext startAsync() {
		throw new IllegalStateException("A @CachePage method cannot answer asynchronously");
	}

	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		return startAsync();
	}

}
