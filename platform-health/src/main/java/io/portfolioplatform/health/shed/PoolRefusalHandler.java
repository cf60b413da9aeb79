package io.portfolioplatform.health.shed;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Does for a reactive application what {@link PoolRefusalResolver} does for Spring MVC.
 */
public final class PoolRefusalHandler implements WebExceptionHandler, Ordered {

	private final ShedListener listener;

	/**
	 * Create the handler.
	 * @param listener hears of refused requests
	 */
	public PoolRefusalHandler(ShedListener listener) {
		this.listener = listener;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		if (exchange.getResponse().isCommitted() || !PoolRefusals.isRefusal(ex)) {
			return Mono.error(ex);
		}
		return Mono.deferContextual((context) -> context.<Admission>getOrEmpty(Admission.class)
			.map((admission) -> refuse(exchange, admission, ex))
			.orElseGet(() -> Mono.error(ex)));
	}

	private Mono<Void> refuse(ServerWebExchange exchange, Admission admission, Throwable ex) {
		ServerRequestObservationContext.findCurrent(exchange.getAttributes())
			.ifPresent((context) -> context.setError(ex));
		admission.overloaded();
		this.listener.shed(admission.route(), admission.priority(), ShedListener.Reason.POOL);
		return ReactiveRefusal.send(exchange.getResponse(), admission.priority());
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
