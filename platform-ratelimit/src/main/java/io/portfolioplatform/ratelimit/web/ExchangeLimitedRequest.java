package io.portfolioplatform.ratelimit.web;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;

import io.portfolioplatform.ratelimit.key.ClientIp;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * A request of WebFlux.
 *
 * @param exchange the exchange
 * @param principal the signed-in user, or {@code null}
 * @param clientIp finds the client's address
 */
record ExchangeLimitedRequest(ServerWebExchange exchange, @Nullable Principal principal,
		ClientIp clientIp) implements LimitedRequest {

	@Override
	public String getMethod() {
		return this.exchange.getRequest().getMethod().name();
	}

	@Override
	public String getPath() {
		return parsedPath().value();
	}

	@Override
	public PathContainer parsedPath() {
		return this.exchange.getRequest().getPath().pathWithinApplication();
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.principal;
	}

	@Override
	public String getAddress() {
		return addressOf(this.exchange.getRequest());
	}

	private String addressOf(ServerHttpRequest request) {
		InetSocketAddress remote = request.getRemoteAddress();
		if (remote == null || remote.getAddress() == null) {
			return "unknown";
		}
		return this.clientIp.of(remote.getAddress().getHostAddress(),
				(header) -> request.getHeaders().getOrDefault(header, List.of()));
	}

	@Override
	public @Nullable String header(String name) {
		return this.exchange.getRequest().getHeaders().getFirst(name);
	}

}
