package io.portfolioplatform.ratelimit.web;

import io.portfolioplatform.ratelimit.OutgoingQuotaExceededException;
import io.portfolioplatform.ratelimit.RateLimitExceededException;
import io.portfolioplatform.ratelimit.engine.RefusedCallException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers 429 when a controller reaches a method whose limit is used up, and 503 when it
 * needs a quota of this application that is: the client has done nothing too often. For
 * Spring MVC and for WebFlux.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RateLimitExceptionHandler {

	@ExceptionHandler
	ResponseEntity<byte[]> refuse(RateLimitExceededException exception) {
		HttpHeaders headers = new HttpHeaders();
		if (exception instanceof RefusedCallException refused) {
			RateLimitHeaders.add(refused.getDecision(), headers::add);
		}
		return answer(Problem.refused(exception.getPolicy(), seconds(exception)), headers);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> refuse(OutgoingQuotaExceededException exception) {
		return answer(Problem.unavailable(seconds(exception)), new HttpHeaders());
	}

	private static ResponseEntity<byte[]> answer(Problem problem, HttpHeaders headers) {
		problem.headers(headers::set);
		return ResponseEntity.status(problem.status()).headers(headers).body(problem.body());
	}

	private static long seconds(RateLimitExceededException exception) {
		return Math.max(1, exception.getRetryAfter().plusNanos(999_999_999).toSeconds());
	}

}
