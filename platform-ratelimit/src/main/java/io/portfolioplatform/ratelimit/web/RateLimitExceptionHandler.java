package io.portfolioplatform.ratelimit.web;

import java.io.IOException;

import io.portfolioplatform.ratelimit.OutgoingQuotaExceededException;
import io.portfolioplatform.ratelimit.RateLimitExceededException;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers 429 when a controller reaches a method whose limit is used up, and 503 when it
 * needs a quota of this application that is: the client has done nothing too often.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RateLimitExceptionHandler {

	@ExceptionHandler
	void refuse(RateLimitExceededException exception, HttpServletResponse response) throws IOException {
		RateLimitAnswers.write(response, Problem.refused(exception.getPolicy(), seconds(exception)));
	}

	@ExceptionHandler
	void refuse(OutgoingQuotaExceededException exception, HttpServletResponse response) throws IOException {
		RateLimitAnswers.write(response, Problem.unavailable(seconds(exception)));
	}

	private static long seconds(RateLimitExceededException exception) {
		return Math.max(1, exception.getRetryAfter().plusNanos(999_999_999).toSeconds());
	}

}
