package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers the one call of Supabase Auth that a sign-in needs, for one person.
 */
final class FakeSupabaseAuth implements AutoCloseable {

	static final String EMAIL = "person@example.org";

	static final String PASSWORD = "a \"good\" one";

	/** Signed with the project's secret. */
	final AtomicReference<String> token = new AtomicReference<>("");

	private final HttpServer server;

	private FakeSupabaseAuth(HttpServer server) {
		this.server = server;
	}

	static FakeSupabaseAuth start(String address) throws IOException {
		FakeSupabaseAuth auth = new FakeSupabaseAuth(HttpServer.create(new InetSocketAddress(address, 0), 0));
		auth.server.createContext("/auth/v1/token", auth::handle);
		auth.server.start();
		return auth;
	}

	String url() {
		return "http://" + this.server.getAddress().getHostString() + ":" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		Document person = Document.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		boolean known = person.is("$.email", EMAIL) && person.is("$.password", PASSWORD)
				&& "anon".equals(exchange.getRequestHeaders().getFirst("apikey"));
		byte[] bytes = (known ? "{\"access_token\":\"" + this.token.get()
				+ "\",\"refresh_token\":\"r\",\"user\":{\"email\":\"" + EMAIL + "\"}}"
				: "{\"error_code\":\"invalid_credentials\"}")
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(known ? 200 : 400, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
