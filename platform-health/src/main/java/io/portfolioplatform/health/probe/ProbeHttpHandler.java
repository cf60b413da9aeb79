package io.portfolioplatform.health.probe;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import io.portfolioplatform.health.Probe;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Answers the probes of a reactive application, as {@link ProbeFilter} does those of a
 * servlet application: in front of all web filters, where Spring does not measure the
 * request yet.
 */
public final class ProbeHttpHandler implements HttpHandler {

	private final HttpHandler delegate;

	private final Function<Probe, ProbeAnswer> answers;

	/**
	 * Create the handler.
	 * @param delegate handles what is no probe
	 * @param answers the answer to each probe
	 */
	public ProbeHttpHandler(HttpHandler delegate, Function<Probe, ProbeAnswer> answers) {
		this.delegate = delegate;
		this.answers = answers;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		Probe probe = Probe.of(request.getPath().pathWithinApplication().value());
		return (probe != null) ? answer(request.getMethod(), response, this.answers.apply(probe))
				: this.delegate.handle(request, response);
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
