package io.portfolioplatform.ratelimit.web;

import java.io.IOException;

import io.portfolioplatform.ratelimit.RateLimitExceededException;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers 429 when a controller reaches a method whose limit is used up.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RateLimitExceptionHandler {

	@ExceptionHandler
	void refuse(RateLimitExceededException exception, HttpServletResponse response) throws IOException {
		long seconds = exception.getRetryAfter().plusNanos(999_999_999).toSeconds();
		RateLimitAnswers.refuse(response, exception.getPolicy(), Math.max(1, seconds));
	}

}
