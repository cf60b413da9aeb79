package io.portfolioplatform.health.shed;

import io.portfolioplatform.health.RequestPriority;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Sends a {@link Refusal} in a reactive application.
 */
final class ReactiveRefusal {

	private ReactiveRefusal() {
	}

	static Mono<Void> send(ServerHttpResponse response, RequestPriority priority) {
		byte[] problem = Refusal.problem();
		HttpHeaders headers = response.getHeaders();
		response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(Refusal.secondsFor(priority)));
		headers.setCacheControl(CacheControl.noStore());
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setContentLength(problem.length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(problem)));
	}

}
