package io.portfolioplatform.health.shed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

import io.portfolioplatform.health.RequestPriority;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The answer to a request that is not served: 503 as a problem (RFC 9457), with a time to
 * come back that differs from client to client.
 */
final class Refusal {

	private static final byte[] PROBLEM = ("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
			+ "\"detail\":\"The service has as many requests as it can carry. Try again later.\"}")
		.getBytes(StandardCharsets.UTF_8);

	private Refusal() {
	}

	static void send(HttpServletResponse response, RequestPriority priority) throws IOException {
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader("Retry-After", Integer.toString(secondsFor(priority)));
		response.setHeader("Cache-Control", "no-store");
		response.setContentType("application/problem+json");
		response.setContentLength(PROBLEM.length);
		response.getOutputStream().write(PROBLEM);
	}

	static byte[] problem() {
		return PROBLEM.clone();
	}

	static int secondsFor(RequestPriority priority) {
		int most = (priority == RequestPriority.BACKGROUND) ? 30 : 3;
		return ThreadLocalRandom.current().nextInt(1, most + 1);
	}

}
