package io.portfolioplatform.ratelimit.web;

import java.security.Principal;
import java.util.List;

import io.portfolioplatform.ratelimit.engine.Decision;
import io.portfolioplatform.ratelimit.key.ClientIp;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Enforces the limits of one stage in a WebFlux application. Decisions that may wait for
 * Redis leave the event loop.
 */
public final class RateLimitWebFilter implements WebFilter, Ordered {

	private static final String CHARGED = RateLimitWebFilter.class.getName() + ".CHARGED";

	private static final boolean SECURITY = ClassUtils.isPresent(
			"org.springframework.security.authentication.AnonymousAuthenticationToken",
			RateLimitWebFilter.class.getClassLoader());

	private final RouteLimits limits;

	private final ClientIp clientIp;

	private final int order;

	private final ApplicationContext context;

	/**
	 * Create the filter.
	 * @param limits the limits of its stage
	 * @param clientIp finds the client's address
	 * @param order its place in the chain
	 * @param context the application whose server it limits
	 */
	public RateLimitWebFilter(RouteLimits limits, ClientIp clientIp, int order, ApplicationContext context) {
		this.limits = limits;
		this.clientIp = clientIp;
		this.order = order;
		this.context = context;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (isOfAnotherServer(exchange)) {
			return chain.filter(exchange);
		}
		ExchangeLimitedRequest anonymous = new ExchangeLimitedRequest(exchange, null, this.clientIp);
		List<LimitedRoute> matching = this.limits.matching(anonymous);
		if (matching.isEmpty()) {
			return chain.filter(exchange);
		}
		return exchange.getPrincipal()
			.filter(RateLimitWebFilter::isSignedIn)
			.map((principal) -> new ExchangeLimitedRequest(exchange, principal, this.clientIp))
			.defaultIfEmpty(anonymous)
			.publishOn(Schedulers.boundedElastic())
			.map((request) -> this.limits.decide(request, matching, exchange.getAttribute(CHARGED)))
			.flatMap((verdict) -> answer(exchange, chain, verdict));
	}

	/**
	 * A management port of its own has a context of its own, and takes the filters of the
	 * application with the rest of its parent's beans.
	 */
	private boolean isOfAnotherServer(ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return server != null && !server.equals(this.context);
	}

	/**
	 * Spring Security can have a user for whoever did not sign in, in WebFlux without
	 * hiding it as it does from servlets.
	 */
	private static boolean isSignedIn(Principal principal) {
		return !(SECURITY && principal instanceof AnonymousAuthenticationToken);
	}

	private static Mono<Void> answer(ServerWebExchange exchange, WebFilterChain chain, Verdict verdict) {
		ServerHttpResponse response = exchange.getResponse();
		if (verdict.isUnknown()) {
			return write(response, Problem.unauthenticated());
		}
		HttpHeaders headers = response.getHeaders();
		Decision refusal = verdict.refusal();
		if (refusal != null) {
			RateLimitHeaders.add(refusal, headers::add);
			return write(response, Problem.refused(refusal.policy().name(), Math.max(1, refusal.secondsUntilMore())));
		}
		exchange.getAttributes().put(CHARGED, verdict);
		RateLimitHeaders.add(verdict.decisions(), headers::add);
		return chain.filter(exchange);
	}

	private static Mono<Void> write(ServerHttpResponse response, Problem problem) {
		response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
		problem.headers(response.getHeaders()::set);
		DataBuffer body = response.bufferFactory().wrap(problem.body());
		return response.writeWith(Mono.just(body));
	}

}
