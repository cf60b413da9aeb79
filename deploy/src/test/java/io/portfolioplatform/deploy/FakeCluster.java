package io.portfolioplatform.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The objects that {@link FakeApiServer} knows, by their paths. What is added or created
 * is ready or done at once.
 */
final class FakeCluster {

	static final String NAMESPACE = "/namespaces/portfolio/";

	static final String NOT_FOUND = "{'kind':'Status','apiVersion':'v1','status':'Failure','reason':'NotFound','message':'not found','code':404}"
		.replace('\'', '"');

	private static final Map<String, Object> READY = Map.of("observedGeneration", 1, "replicas", 1, "updatedReplicas",
			1, "readyReplicas", 1, "availableReplicas", 1);

	/** API, plural, kind and short name of what it knows. */
	private static final List<List<String>> KINDS = List.of(List.of("v1", "services", "Service", "svc"),
			List.of("v1", "pods", "Pod", "po"), List.of("v1", "events", "Event", "ev"),
			List.of("v1", "secrets", "Secret", ""), List.of("v1", "configmaps", "ConfigMap", "cm"),
			List.of("apps/v1", "deployments", "Deployment", "deploy"),
			List.of("apps/v1", "replicasets", "ReplicaSet", "rs"),
			List.of("autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa"),
			List.of("batch/v1", "jobs", "Job", ""), List.of("batch/v1", "cronjobs", "CronJob", "cj"));

	/** How jobs end. */
	final AtomicReference<String> jobs = new AtomicReference<>("Complete");

	private final Map<String, Document> objects = new ConcurrentSkipListMap<>();

	void add(Document document) {
		KINDS.stream().filter((kind) -> kind.get(2).equals(document.kind())).forEach((kind) -> {
			document.json().put("$.metadata", "namespace", "portfolio");
			document.json().put("$.metadata", "uid", document.id());
			document.json().put("$.metadata", "generation", 1);
			document.json().put("$.metadata", "resourceVersion", "1");
			if (document.kind().equals("Deployment")) {
				document.json().put("$", "status", READY);
			}
			this.objects.put(root(kind.get(0)) + NAMESPACE + kind.get(1) + "/" + document.name(), document);
		});
	}

	Document get(String kind, String name) {
		return this.objects.values()
			.stream()
			.filter((object) -> object.kind().equals(kind) && object.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Nullable String read(String path, @Nullable String query) {
		if (path.equals("/api")) {
			return json(Map.of("kind", "APIVersions", "versions", List.of("v1")));
		}
		if (path.equals("/apis")) {
			return json(Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups",
					versions().filter((version) -> version.contains("/")).map(FakeCluster::group).toList()));
		}
		if (versions().map(FakeCluster::root).anyMatch(path::equals)) {
			return resources(path.replaceFirst("^/apis?/", ""));
		}
		if (path.endsWith("/log")) {
			return log((query != null) ? query : "");
		}
		for (List<String> kind : KINDS) {
			if (path.equals(root(kind.get(0)) + NAMESPACE + kind.get(1))) {
				return list(kind, path, (query != null) ? query : "");
			}
		}
		return shown(path);
	}

	/**
	 * Like a server it refuses an object that has the version of another.
	 */
	@Nullable String create(String path, Document created) {
		if (created.value("$.metadata.resourceVersion") != null) {
			return null;
		}
		created.json().put("$.metadata", "resourceVersion", "1");
		created.json().put("$.metadata", "namespace", "portfolio");
		created.json().put("$.metadata", "uid", created.id());
		created.json().put("$.metadata", "generation", 1);
		created.json()
			.put("$", "status",
					created.kind().equals("Job")
							? Map.of("conditions",
									List.of(Map.of("type", String.valueOf(this.jobs.get()), "status", "True")))
							: READY);
		this.objects.put(path + "/" + created.name(), created);
		return created.json().jsonString();
	}

	@Nullable String patch(String path, Document patch) {
		Document object = this.objects.get(path.replaceAll("/scale$", ""));
		if (object == null) {
			return null;
		}
		if (patch.json().read("$") instanceof List<?>) {
			for (Document operation : patch.parts("$[*]")) {
				String field = "$" + operation.text("$.path").replace('/', '.');
				object.json().set(field, Objects.requireNonNull(operation.value("$.value")));
			}
		}
		else {
			merge(object.json().read("$"), patch.json().read("$"));
		}
		return shown(path);
	}

	@Nullable String delete(String path) {
		Document deleted = this.objects.remove(path);
		return (deleted != null) ? deleted.json().jsonString() : null;
	}

	private String list(List<String> kind, String path, String query) {
		List<Object> items = new ArrayList<>();
		this.objects.forEach((key, object) -> {
			if (key.startsWith(path + "/") && isSelected(object, query)) {
				items.add(object.json().read("$"));
			}
		});
		return json(Map.of("kind", kind.get(2) + "List", "apiVersion", kind.get(0), "metadata",
				Map.of("resourceVersion", "1"), "items", items));
	}

	/**
	 * One error, and twenty lines since, of which a server shows as many as it is asked
	 * for by {@code tailLines=10}.
	 */
	private static String log(String query) {
		Matcher tail = Pattern.compile("tailLines=(\\d+)").matcher(query);
		boolean all = !tail.find() || Integer.parseInt(tail.group(1)) > 20;
		return (all ? "Unexpected error 4711\n" : "") + "all is well\n".repeat(20);
	}

	/**
	 * By {@code labelSelector=a=b,c=d} and {@code fieldSelector=metadata.name=a}.
	 */
	private static boolean isSelected(Document object, String query) {
		Matcher name = Pattern.compile("fieldSelector=metadata\\.name=([^&,]+)").matcher(query);
		return (!name.find() || name.group(1).equals(object.name())) && Arrays.stream(query.split("&"))
			.filter((parameter) -> parameter.startsWith("labelSelector="))
			.flatMap((parameter) -> Arrays.stream(parameter.substring("labelSelector=".length()).split(",")))
			.map((label) -> label.split("="))
			.allMatch((label) -> object.is("$.metadata.labels['" + label[0] + "']", label[1]));
	}

	private @Nullable String shown(String path) {
		Document object = this.objects.get(path.replaceAll("/scale$", ""));
		if (object == null) {
			return null;
		}
		return path.endsWith("/scale") ? json(Map.of("kind", "Scale", "apiVersion", "autoscaling/v1", "metadata",
				Map.of("name", object.name(), "namespace", "portfolio"), "spec",
				Map.of("replicas", object.number("$.spec.replicas")))) : object.json().jsonString();
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

	private static Stream<String> versions() {
		return KINDS.stream().map((kind) -> kind.get(0)).distinct();
	}

	private static String root(String version) {
		return (version.contains("/") ? "/apis/" : "/api/") + version;
	}

	private static Map<String, Object> group(String version) {
		String[] parts = version.split("/");
		Map<String, String> entry = Map.of("groupVersion", version, "version", parts[1]);
		return Map.of("name", parts[0], "versions", List.of(entry), "preferredVersion", entry);
	}

	private static String resources(String version) {
		List<Object> entries = new ArrayList<>();
		for (List<String> kind : KINDS) {
			if (kind.get(0).equals(version)) {
				entries.add(resource(kind.get(1), kind.get(2), kind.get(3)));
			}
		}
		if (version.equals("apps/v1")) {
			entries.add(resource("deployments/scale", "Scale", ""));
		}
		return json(
				Map.of("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", version, "resources", entries));
	}

	private static Map<String, Object> resource(String plural, String kind, String shortName) {
		Map<String, Object> resource = new LinkedHashMap<>(Map.of("name", plural, "singularName", "", "namespaced",
				true, "kind", kind, "verbs", List.of("get", "list", "watch", "create", "patch", "delete")));
		if (!shortName.isEmpty()) {
			resource.put("shortNames", List.of(shortName));
		}
		return resource;
	}

	static String json(Object value) {
		return Objects.requireNonNull(Document.json("{}").json().configuration().jsonProvider().toJson(value));
	}

}
