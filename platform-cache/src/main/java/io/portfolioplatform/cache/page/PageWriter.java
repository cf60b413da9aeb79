package io.portfolioplatform.cache.page;

import java.io.IOException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Answers a request with a page, or with 304 if the client has it. Its
 * {@code Cache-Control} takes the place of the one that Spring Security adds to answers
 * that have none (RFC 9111).
 */
final class PageWriter {

	private final PageMethod method;

	PageWriter(PageMethod method) {
		this.method = method;
	}

	/**
	 * Answer a request.
	 * @param page what to answer with
	 * @param complete whether the response has the controller's headers already
	 */
	void write(Page page, boolean complete, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (!complete) {
			page.headers().forEach((header) -> response.addHeader(header.name(), header.value()));
		}
		if (!this.method.clients() || !page.hasHeader(HttpHeaders.CACHE_CONTROL)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl());
		}
		response.setHeader(HttpHeaders.AGE, Long.toString(page.ageInSeconds(System.currentTimeMillis())));
		this.method.headers().forEach((header) -> vary(response, header));
		if (!this.method.clients() || !new ServletWebRequest(request, response).checkNotModified(page.etag())) {
			response.setContentType(page.contentType());
			response.setContentLength(page.body().length);
			if (!HttpMethod.HEAD.matches(request.getMethod())) {
				response.getOutputStream().write(page.body());
			}
		}
	}

	private String cacheControl() {
		return String.valueOf(rule().getHeaderValue());
	}

	private CacheControl rule() {
		if (!this.method.clients()) {
			return CacheControl.noStore();
		}
		return this.method.isPublic() ? CacheControl.maxAge(this.method.terms().ttl()).cachePublic()
				: CacheControl.noCache().cachePrivate();
	}

	private static void vary(HttpServletResponse response, String header) {
		boolean named = response.getHeaders(HttpHeaders.VARY)
			.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.anyMatch((name) -> name.strip().equalsIgnoreCase(header));
		if (!named) {
			response.addHeader(HttpHeaders.VARY, header);
		}
	}

}
