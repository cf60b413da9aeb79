package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code smoke-test} as a backend would, except for one path that may be broken.
 */
final class FakeApplication implements AutoCloseable {

	/** A path that is answered with 500. */
	final AtomicReference<@Nullable String> broken = new AtomicReference<>();

	/** The only name that an Ingress in front knows; it shows the probes. */
	final AtomicReference<@Nullable String> ingress = new AtomicReference<>();

	/**
	 * Which overviews after an import, from 0, come from a backend that knows nothing of
	 * it.
	 */
	volatile IntPredicate behind = (overview) -> false;

	final Queue<String> signedIn = new ConcurrentLinkedQueue<>();

	/** The host names of the requests. */
	final Set<String> hosts = ConcurrentHashMap.newKeySet();

	/** Rows that were imported: a portfolio takes no file twice. */
	private final Set<String> imported = ConcurrentHashMap.newKeySet();

	/** Of the last import. */
	private final AtomicInteger overviews = new AtomicInteger();

	private final HttpServer server;

	private FakeApplication(HttpServer server) {
		this.server = server;
	}

	static FakeApplication start() throws IOException {
		FakeApplication application = new FakeApplication(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
		application.server.createContext("/", application::handle);
		application.server.start();
		return application;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		byte[] body = exchange.getRequestBody().readAllBytes();
		String host = exchange.getRequestHeaders().getFirst("Host");
		String ingress = this.ingress.get();
		this.hosts.add(host);
		if (path.equals(this.broken.get())) {
			answer(exchange, 500, "no");
		}
		else if (ingress != null && !ingress.equals(host)) {
			answer(exchange, 404, "default backend");
		}
		else if (ingress != null && path.equals("/readyz")) {
			answer(exchange, 200, "UP");
		}
		else if (path.startsWith("/api/")
				&& !"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			answer(exchange, 401, "problem+json");
		}
		else if (path.equals("/session")) {
			this.signedIn.add(new String(body, StandardCharsets.UTF_8));
			exchange.getResponseHeaders().set("Set-Cookie", "session=x");
			answer(exchange, 200, "{}");
		}
		else if (path.equals("/api/imports")) {
			boolean again = !this.imported.add(new String(body, StandardCharsets.UTF_8).lines()
				.filter((line) -> line.contains(",MSFT,"))
				.findFirst()
				.orElse(""));
			this.overviews.set(0);
			answer(exchange, again ? 409 : 200, again ? "problem+json" : "\"activities\"");
		}
		else {
			answer(exchange, path);
		}
	}

	private void answer(HttpExchange exchange, String path) throws IOException {
		switch (path) {
			case "/" -> answer(exchange, 200, "<title>Portfolio</title><script src=\"/x/js/main.js\">");
			case "/x/js/main.js" -> answer(exchange, 200, "javascript");
			case "/api/dashboard/overview" -> {
				exchange.getResponseHeaders().set("RateLimit-Policy", "x");
				boolean known = !this.behind.test(this.overviews.getAndIncrement());
				answer(exchange, 200, known ? "{\"netWorth\":0,\"symbol\":\"MSFT\"}" : "{\"netWorth\":null}");
			}
			case "/api/market-data/MSFT" -> {
				exchange.getResponseHeaders().set("Age", "1");
				answer(exchange, 200, "{\"symbol\":\"MSFT\"}");
			}
			default -> answer(exchange, 404, "none");
		}
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
