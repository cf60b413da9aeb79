package io.portfolioplatform.app.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers 413 to bodies that are larger than anything the API takes. Uploads have a limit
 * of their own ({@code spring.servlet.multipart}), where they are taken: nobody gets
 * there without a token, and elsewhere the server would write to its disk whatever
 * anybody sends. A body that does not say its length is measured while it is read. Parts
 * the server reads by itself, so their length has to be said (411).
 */
class BodyLimitFilter extends OncePerRequestFilter {

	private static final Set<String> UPLOADS = Set.of("/api/imports", "/api/imports/preview");

	private static final String PARTS = "multipart/";

	private final DataSize limit;

	private final HandlerExceptionResolver problems;

	BodyLimitFilter(DataSize limit, HandlerExceptionResolver problems) {
		this.limit = limit;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return UPLOADS.contains(path) && hasParts(request);
	}

	private static boolean hasParts(HttpServletRequest request) {
		return StringUtils.startsWithIgnoreCase(request.getContentType(), PARTS);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long length = request.getContentLengthLong();
		if (length > this.limit.toBytes()) {
			this.problems.resolveException(request, response, null, tooLarge(this.limit));
		}
		else if (length < 0 && hasParts(request)) {
			this.problems.resolveException(request, response, null, withoutLength());
		}
		else {
			chain.doFilter((length < 0) ? new MeasuredRequest(request, this.limit) : request, response);
		}
	}

	static ErrorResponseException tooLarge(DataSize limit) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE,
				"The body of this request may have at most " + limit.toKilobytes() + " KB.");
		return new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, problem, null);
	}

	private static ErrorResponseException withoutLength() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.LENGTH_REQUIRED,
				"A body of parts has to say its length here.");
		return new ErrorResponseException(HttpStatus.LENGTH_REQUIRED, problem, null);
	}

}
