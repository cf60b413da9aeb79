package io.portfolioplatform.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Answers kubectl as far as a blue-green deployment asks: discovery, objects that are
 * read, created, patched, scaled and deleted, and the metrics of one pod behind its
 * proxy. Every write is noted.
 */
final class FakeApiServer implements AutoCloseable {

	private static final String NAMESPACE = "/namespaces/portfolio/";

	private static final Map<String, String> DISCOVERY = Map.of("/api", "{'kind':'APIVersions','versions':['v1']}",
			"/apis",
			"{'kind':'APIGroupList','apiVersion':'v1','groups':[" + group("apps", "v1") + ","
					+ group("autoscaling", "v2") + "]}",
			"/api/v1", resources("v1", "services:Service", "pods:Pod"), "/apis/apps/v1",
			resources("apps/v1", "deployments:Deployment", "deployments/scale:Scale"), "/apis/autoscaling/v2",
			resources("autoscaling/v2", "horizontalpodautoscalers:HorizontalPodAutoscaler:hpa"));

	final Queue<String> writes = new ConcurrentLinkedQueue<>();

	/** Requests and errors that the pod answers more each time its metrics are read. */
	final AtomicInteger requests = new AtomicInteger();

	final AtomicInteger errors = new AtomicInteger();

	/** Whether the pod says what it answered. */
	final AtomicBoolean silent = new AtomicBoolean();

	private final AtomicInteger reads = new AtomicInteger();

	private final Map<String, Document> objects = new ConcurrentHashMap<>();

	private final HttpServer server;

	private FakeApiServer(HttpServer server) {
		this.server = server;
	}

	static FakeApiServer start(List<Document> documents) throws IOException {
		FakeApiServer fake = new FakeApiServer(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
		for (Document document : documents) {
			String path = switch (document.kind()) {
				case "Deployment" -> "/apis/apps/v1" + NAMESPACE + "deployments/";
				case "Service" -> "/api/v1" + NAMESPACE + "services/";
				case "HorizontalPodAutoscaler" -> "/apis/autoscaling/v2" + NAMESPACE + "horizontalpodautoscalers/";
				default -> "";
			};
			if (!path.isEmpty()) {
				document.json().put("$.metadata", "namespace", "portfolio");
				fake.objects.put(path + document.name(), document);
			}
		}
		fake.server.createContext("/", fake::handle);
		fake.server.start();
		return fake;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	Document get(String kind, String name) {
		return this.objects.values()
			.stream()
			.filter((object) -> object.kind().equals(kind) && object.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String body;
		try (InputStream input = exchange.getRequestBody()) {
			body = new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
		String answer = answer(exchange.getRequestMethod(), path, body);
		byte[] bytes = ((answer != null) ? answer
				: "{'kind':'Status','apiVersion':'v1','status':'Failure','reason':'NotFound','message':'not found','code':404}")
			.replace('\'', '"')
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders((answer != null) ? 200 : 404, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private @Nullable String answer(String method, String path, String body) {
		if (method.equals("GET")) {
			return read(path);
		}
		String name = path.substring(path.indexOf(NAMESPACE) + NAMESPACE.length());
		this.writes.add(method + " " + name + (method.equals("PATCH") ? " " + body : ""));
		return switch (method) {
			case "POST" -> create(path, Document.json(body));
			case "PATCH" -> patch(path, Document.json(body));
			case "DELETE" -> {
				Document deleted = this.objects.remove(path);
				yield (deleted != null) ? deleted.json().jsonString() : null;
			}
			default -> null;
		};
	}

	private @Nullable String read(String path) {
		if (DISCOVERY.containsKey(path)) {
			return DISCOVERY.get(path);
		}
		if (path.endsWith("/proxy/actuator/prometheus")) {
			if (this.silent.get()) {
				return null;
			}
			int read = this.reads.incrementAndGet();
			return "http_server_requests_seconds_count{outcome=\"SUCCESS\",uri=\"/a\"} " + read * this.requests.get()
					+ "\nhttp_server_requests_seconds_count{outcome=\"SERVER_ERROR\",uri=\"/a\"} "
					+ read * this.errors.get() + "\n";
		}
		if (path.endsWith("/pods")) {
			return "{'kind':'PodList','apiVersion':'v1','items':[{'kind':'Pod','apiVersion':'v1','metadata':{'name':'pod-1'}}]}";
		}
		if (path.endsWith("/deployments")) {
			List<Object> items = new ArrayList<>();
			this.objects.forEach((key, object) -> {
				if (key.startsWith(path)) {
					items.add(object.json().read("$"));
				}
			});
			Map<String, Object> list = new LinkedHashMap<>(Map.of("kind", "DeploymentList", "apiVersion", "apps/v1"));
			list.put("metadata", Map.of("resourceVersion", "1"));
			list.put("items", items);
			return json(list);
		}
		return shown(path);
	}

	private String create(String path, Document created) {
		created.json().put("$.metadata", "namespace", "portfolio");
		created.json().put("$.metadata", "generation", 1);
		// Its pods are ready at once.
		created.json()
			.put("$", "status", Map.of("observedGeneration", 1, "replicas", 1, "updatedReplicas", 1, "readyReplicas", 1,
					"availableReplicas", 1));
		this.objects.put(path + "/" + created.name(), created);
		return created.json().jsonString();
	}

	private @Nullable String patch(String path, Document patch) {
		Document object = this.objects.get(path.replaceAll("/scale$", ""));
		if (object == null) {
			return null;
		}
		merge(object.json().read("$"), patch.json().read("$"));
		return shown(path);
	}

	private @Nullable String shown(String path) {
		Document object = this.objects.get(path.replaceAll("/scale$", ""));
		if (object == null) {
			return null;
		}
		if (path.endsWith("/scale")) {
			return "{'kind':'Scale','apiVersion':'autoscaling/v1','metadata':{'name':'" + object.name()
					+ "','namespace':'portfolio'},'spec':{'replicas':" + object.number("$.spec.replicas") + "}}";
		}
		return object.json().jsonString();
	}

	@SuppressWarnings("unchecked")
	private static void merge(Map<String, Object> target, Map<String, Object> patch) {
		patch.forEach((key, value) -> {
			if (value instanceof Map<?, ?> inner && target.get(key) instanceof Map<?, ?> existing) {
				merge((Map<String, Object>) existing, (Map<String, Object>) inner);
			}
			else {
				target.put(key, value);
			}
		});
	}

	private static String json(Object value) {
		return Objects.requireNonNull(Document.json("{}").json().configuration().jsonProvider().toJson(value));
	}

	private static String group(String name, String version) {
		String entry = "{'groupVersion':'" + name + "/" + version + "','version':'" + version + "'}";
		return "{'name':'" + name + "','versions':[" + entry + "],'preferredVersion':" + entry + "}";
	}

	private static String resources(String version, String... resources) {
		List<String> entries = new ArrayList<>();
		for (String resource : resources) {
			String[] parts = resource.split(":");
			entries.add("{'name':'" + parts[0] + "','singularName':'','namespaced':true,'kind':'" + parts[1]
					+ "','verbs':['get','list','watch','create','patch','delete']"
					+ ((parts.length > 2) ? ",'shortNames':['" + parts[2] + "']}" : "}"));
		}
		return "{'kind':'APIResourceList','apiVersion':'v1','groupVersion':'" + version + "','resources':["
				+ String.join(",", entries) + "]}";
	}

}
