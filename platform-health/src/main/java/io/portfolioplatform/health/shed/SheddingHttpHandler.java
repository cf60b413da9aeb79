package io.portfolioplatform.health.shed;

import java.util.function.Predicate;

import io.portfolioplatform.health.ReactiveRequestPriorities;
import io.portfolioplatform.health.RequestPriority;
import io.portfolioplatform.health.traffic.EventStreams;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Does for a reactive application what {@link SheddingFilter} does on servlets. It stands
 * in front of all web filters, where Spring does not measure the request yet.
 */
public final class SheddingHttpHandler implements HttpHandler {

	private final HttpHandler delegate;

	private final RouteLimits limits;

	private final ReactiveRequestPriorities priorities;

	private final Predicate<String> exempt;

	private final ShedListener listener;

	/**
	 * Create the handler.
	 * @param delegate handles what is admitted
	 * @param limits what each route can carry
	 * @param priorities decides which requests go first
	 * @param exempt paths, after the context path, that are always served
	 * @param listener hears of refused requests
	 */
	public SheddingHttpHandler(HttpHandler delegate, RouteLimits limits, ReactiveRequestPriorities priorities,
			Predicate<String> exempt, ShedListener listener) {
		this.delegate = delegate;
		this.limits = limits;
		this.priorities = priorities;
		this.exempt = exempt;
		this.listener = listener;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		String path = request.getPath().pathWithinApplication().value();
		return this.exempt.test(path) ? this.delegate.handle(request, response)
				: Mono.defer(() -> handle(this.limits.routeOf(path), request, response));
	}

	private Mono<Void> handle(String route, ServerHttpRequest request, ServerHttpResponse response) {
		RouteLimit limit = this.limits.limitOf(route);
		RequestPriority priority = this.priorities.of(request);
		if (!limit.tryBegin(priority)) {
			this.listener.shed(route, priority, ShedListener.Reason.LIMIT);
			return ReactiveRefusal.send(response, priority);
		}
		Admission admission = new Admission(limit, route, priority);
		response.beforeCommit(() -> Mono.fromRunnable(() -> {
			if (EventStreams.matches(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
				admission.stream();
			}
		}));
		return Mono.defer(() -> this.delegate.handle(request, response))
			.contextWrite((context) -> context.put(Admission.class, admission))
			.doFinally((signal) -> admission.end());
	}

}
