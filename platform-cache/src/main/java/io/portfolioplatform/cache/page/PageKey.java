package io.portfolioplatform.cache.page;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import io.portfolioplatform.redis.support.Digests;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What tells a page apart. Every part is written with its length, so that no two requests
 * have the same text by chance or by design; a long text is hashed.
 *
 * @param text the parts
 */
record PageKey(String text) {

	/**
	 * Return the key of a request.
	 * @param page the method that answers it
	 * @param request the request
	 * @param caller who makes it: the name after a letter, or the letter for nobody
	 * @param locale the locale and time zone, if anything else than headers decides
	 * @param headers the headers that tell pages apart
	 * @param parameters the query parameters that tell pages apart
	 * @return the key
	 */
	static PageKey of(String page, HttpServletRequest request, String caller, String locale, List<String> headers,
			List<String> parameters) {
		StringBuilder text = new StringBuilder();
		add(text, page);
		add(text, request.getScheme());
		add(text, request.getServerName());
		add(text, Integer.toString(request.getServerPort()));
		add(text, request.getRequestURI());
		add(text, caller);
		add(text, locale);
		for (String name : parameters) {
			String[] values = PageQuery.given(request, name);
			add(text, (values != null) ? Arrays.asList(values) : List.of());
		}
		for (String name : headers) {
			add(text, Collections.list(request.getHeaders(name)));
		}
		// Of a method that names several types of answers, those that Spring has found to
		// be asked for, perhaps by what only the application knows.
		if (headers.contains(HttpHeaders.ACCEPT) && request
			.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Collection<?> types) {
			types.forEach((type) -> add(text, type.toString()));
		}
		return new PageKey(Digests.shortened(text.toString()));
	}

	static void add(StringBuilder text, List<String> values) {
		text.append(values.size()).append('*');
		values.forEach((value) -> add(text, value));
	}

	static void add(StringBuilder text, @Nullable String value) {
		String part = (value != null) ? value : "";
		text.append(part.length()).append(':').append(part);
	}

}
