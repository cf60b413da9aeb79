package io.portfolioplatform.health.traffic;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Does for a reactive application what {@link TrafficFilter} does on servlets.
 */
public final class TrafficHttpHandler implements HttpHandler {

	private final HttpHandler delegate;

	private final Traffic traffic;

	private final Predicate<String> exempt;

	/**
	 * Create the handler.
	 * @param delegate handles the requests
	 * @param traffic counts them
	 * @param exempt paths, after the context path, that do not count
	 */
	public TrafficHttpHandler(HttpHandler delegate, Traffic traffic, Predicate<String> exempt) {
		this.delegate = delegate;
		this.traffic = traffic;
		this.exempt = exempt;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		if (this.exempt.test(request.getPath().pathWithinApplication().value())) {
			response.beforeCommit(() -> Mono.fromRunnable(() -> sayFarewell(response)));
			return this.delegate.handle(request, response);
		}
		return Mono.defer(() -> count(request, response));
	}

	private Mono<Void> count(ServerHttpRequest request, ServerHttpResponse response) {
		AtomicBoolean ended = new AtomicBoolean();
		this.traffic.begin();
		response.beforeCommit(() -> Mono.fromRunnable(() -> {
			sayFarewell(response);
			if (EventStreams.matches(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
				// Nobody waits for its end, so it is no sign that the process is stuck.
				end(ended, response);
			}
		}));
		return Mono.defer(() -> this.delegate.handle(request, response)).doFinally((signal) -> end(ended, response));
	}

	private void end(AtomicBoolean ended, ServerHttpResponse response) {
		if (ended.compareAndSet(false, true)) {
			this.traffic.end(HttpStatus.SERVICE_UNAVAILABLE.equals(response.getStatusCode()));
		}
	}

	/**
	 * HTTP/2 has no such header, and servers take it out there.
	 */
	private void sayFarewell(ServerHttpResponse response) {
		if (this.traffic.draining()) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
	}

}
