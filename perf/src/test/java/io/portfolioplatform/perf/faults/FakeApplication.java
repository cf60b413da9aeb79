package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands where the application is, on a free port. Who is answered with 503 may come
 * again after a second.
 */
abstract class FakeApplication implements AutoCloseable {

	private final HttpServer server;

	FakeApplication() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	void serve() {
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			String[] answer = answer(exchange, body);
			byte[] content = answer[1].getBytes(StandardCharsets.UTF_8);
			if (answer[0].equals("503")) {
				exchange.getResponseHeaders().add("Retry-After", "1");
			}
			exchange.sendResponseHeaders(Integer.parseInt(answer[0]), (content.length > 0) ? content.length : -1);
			exchange.getResponseBody().write(content);
		}
	}

	/**
	 * Answer a request.
	 * @param exchange for its method, path and headers, and for headers of the answer
	 * @param body what it holds
	 * @return status and body, made by {@link #answer(String, String)}
	 */
	abstract String[] answer(HttpExchange exchange, String body);

	static String[] answer(String status, String body) {
		return new String[] { status, body };
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
