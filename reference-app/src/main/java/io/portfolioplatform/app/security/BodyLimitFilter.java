package io.portfolioplatform.app.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers 413 to bodies that are larger than anything the API takes. Uploads have a limit
 * of their own ({@code spring.servlet.multipart}); a body that does not say its length is
 * measured while it is read.
 */
class BodyLimitFilter extends OncePerRequestFilter {

	private final DataSize limit;

	private final HandlerExceptionResolver problems;

	BodyLimitFilter(DataSize limit, HandlerExceptionResolver problems) {
		this.limit = limit;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > this.limit.toBytes()) {
			this.problems.resolveException(request, response, null, tooLarge(this.limit));
			return;
		}
		chain.doFilter((request.getContentLengthLong() < 0) ? new MeasuredRequest(request, this.limit) : request,
				response);
	}

	static ErrorResponseException tooLarge(DataSize limit) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE,
				"The body of this request may have at most " + limit.toKilobytes() + " KB.");
		return new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, problem, null);
	}

}
