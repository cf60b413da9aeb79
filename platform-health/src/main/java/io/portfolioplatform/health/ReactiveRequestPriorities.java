package io.portfolioplatform.health;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Decides the priority of a request of a reactive application, as
 * {@link RequestPriorities} does on servlets, with the same default.
 */
@FunctionalInterface
public interface ReactiveRequestPriorities {

	/**
	 * Decide the priority of a request. Called on a thread of the server; must not wait.
	 * @param request the request
	 * @return its priority
	 */
	RequestPriority of(ServerHttpRequest request);

}
