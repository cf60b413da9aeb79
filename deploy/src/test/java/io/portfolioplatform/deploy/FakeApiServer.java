package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Answers kubectl as far as the commands and the runbook ask: discovery, objects that are
 * read, listed, created, patched, scaled and deleted, and logs. Every write is noted. It
 * upgrades no connection: a command that is to run in a container is noted too, and
 * refused.
 */
final class FakeApiServer implements AutoCloseable {

	final FakeCluster cluster = new FakeCluster();

	final Queue<String> writes = new ConcurrentLinkedQueue<>();

	/** Commands for containers: pod, container and command. */
	final Queue<String> commands = new ConcurrentLinkedQueue<>();

	/** Requests and errors that the pod answers more each time its metrics are read. */
	final AtomicInteger requests = new AtomicInteger();

	final AtomicInteger errors = new AtomicInteger();

	/** Whether the pod says what it answered. */
	final AtomicBoolean silent = new AtomicBoolean();

	private final AtomicInteger reads = new AtomicInteger();

	private final HttpServer server;

	private FakeApiServer(HttpServer server) {
		this.server = server;
	}

	static FakeApiServer start(Iterable<Document> documents) throws IOException {
		FakeApiServer fake = new FakeApiServer(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
		documents.forEach(fake.cluster::add);
		fake.server.createContext("/", fake::handle);
		fake.server.start();
		return fake;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Return what leads kubectl here.
	 * @param directory where it keeps its files
	 */
	Map<String, String> environment(Path directory) throws IOException {
		Path configuration = Files.writeString(directory.resolve("kubeconfig"),
				"{apiVersion: v1, kind: Config, current-context: fake, clusters: [{name: fake, cluster: {server: '"
						+ url()
						+ "'}}], contexts: [{name: fake, context: {cluster: fake, user: fake, namespace: portfolio}}],"
						+ " users: [{name: fake, user: {}}]}");
		return Map.of("KUBECONFIG", configuration.toString(), "KUBECACHEDIR", directory.resolve("cache").toString());
	}

	Document get(String kind, String name) {
		return this.cluster.get(kind, name);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String body;
		try (InputStream input = exchange.getRequestBody()) {
			body = text(input.readAllBytes());
		}
		String path = exchange.getRequestURI().getPath();
		if (path.endsWith("/exec") || path.endsWith("/portforward")) {
			this.commands.add(path.substring(path.indexOf("/pods/") + 6) + "?" + exchange.getRequestURI().getQuery());
			exchange.sendResponseHeaders(501, -1);
			exchange.close();
			return;
		}
		String answer = answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
		byte[] bytes = ((answer != null) ? answer : FakeCluster.NOT_FOUND).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders((answer != null) ? 200 : 404, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	/**
	 * What kubectl creates from another object it sends as protobuf; only the job from
	 * the runbook is known here, by the strings that are in it.
	 */
	private static String text(byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		return text.startsWith("k8s\0")
				? FakeCluster.json(Map.of("kind", "Job", "apiVersion", "batch/v1", "metadata", Map.of("name",
						text.contains("backup-now") && text.contains("/portfolio-backup:") ? "backup-now" : "?")))
				: text;
	}

	private @Nullable String answer(String method, URI uri, String body) {
		String path = uri.getPath();
		if (method.equals("GET")) {
			return path.equals("/metrics-of-a-pod") ? metrics() : this.cluster.read(path, uri.getQuery());
		}
		this.writes
			.add(method + " " + path.substring(path.indexOf(FakeCluster.NAMESPACE) + FakeCluster.NAMESPACE.length())
					+ (method.equals("PATCH") ? " " + body : ""));
		return switch (method) {
			case "POST" -> this.cluster.create(path, Document.json(body));
			case "PATCH" -> this.cluster.patch(path, Document.json(body));
			case "DELETE" -> this.cluster.delete(path);
			default -> null;
		};
	}

	private @Nullable String metrics() {
		if (this.silent.get()) {
			return null;
		}
		int read = this.reads.incrementAndGet();
		return "http_server_requests_seconds_count{outcome=\"SUCCESS\",uri=\"/a\"} " + read * this.requests.get()
				+ "\nhttp_server_requests_seconds_count{outcome=\"SERVER_ERROR\",uri=\"/a\"} "
				+ read * this.errors.get() + "\n";
	}

}
