package io.portfolioplatform.health.probe;

import java.nio.charset.StandardCharsets;

import io.portfolioplatform.health.Probe;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers the probes of a reactive application, as {@link ProbeFilter} does those of a
 * servlet application.
 */
public final class ProbeWebFilter implements WebFilter, Ordered {

	private final Probes probes;

	/**
	 * Create the filter.
	 * @param probes decides the answers
	 */
	public ProbeWebFilter(Probes probes) {
		this.probes = probes;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Probe probe = probe(exchange.getRequest().getPath().pathWithinApplication().value());
		if (probe == null) {
			return chain.filter(exchange);
		}
		return answer(exchange.getRequest().getMethod(), exchange.getResponse(), this.probes.ask(probe));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	private static @Nullable Probe probe(String path) {
		for (Probe probe : Probe.values()) {
			if (probe.path().equals(path)) {
				return probe;
			}
		}
		return null;
	}

	private static Mono<Void> answer(HttpMethod method, ServerHttpResponse response, ProbeAnswer answer) {
		HttpHeaders headers = response.getHeaders();
		headers.setCacheControl("no-store");
		if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
			headers.set(HttpHeaders.ALLOW, "GET, HEAD");
			response.setStatusCode(HttpStatusCode.valueOf(405));
			return response.setComplete();
		}
		byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
		response.setStatusCode(HttpStatusCode.valueOf(answer.httpStatus()));
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.setContentLength(body.length);
		return method.equals(HttpMethod.HEAD) ? response.setComplete()
				: response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

}
