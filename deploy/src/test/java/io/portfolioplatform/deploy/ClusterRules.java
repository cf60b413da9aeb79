package io.portfolioplatform.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules about objects around the pods, and about how objects refer to each other.
 */
final class ClusterRules {

	/** Connections that every pod finds at its start. */
	private static final int FLOOR = 2;

	/** Seconds that ingress-nginx keeps a connection to a pod on which nothing comes. */
	private static final int INGRESS_IDLE = 60;

	private static final List<String> BOTH = List.of("Ingress", "Egress");

	private static final Pattern SECRET_NAME = Pattern
		.compile("(?i).*(password|passphrase|token|secret|_key|api_?key|database_url|redis_url)");

	/** A URL with a password, a private key, a signed token. */
	private static final Pattern SECRET_VALUE = Pattern
		.compile("://[^/\\s:@]*:[^/\\s@]+@|PRIVATE KEY|\\beyJ[\\w-]+\\.");

	private ClusterRules() {
	}

	static List<Rule> all() {
		return List.of(
				documents("Namespace", "refuses pods that are not restricted",
						(namespace) -> namespace.is("$.metadata.labels['pod-security.kubernetes.io/enforce']",
								"restricted")),
				new Rule("leaves the number of pods to the autoscaler", ClusterRules::leavesReplicasToTheAutoscaler),
				new Rule("scales an existing deployment from 3 pods up", ClusterRules::scales),
				new Rule("survives drained nodes", ClusterRules::survivesDrainedNodes),
				new Rule("allows each workload only its own traffic", ClusterRules::allowsOnlyItsOwnTraffic),
				documents("Deployment", "replaces pods without a gap",
						(deployment) -> isRedis(deployment) || deployment.is("$.spec.strategy.type", "RollingUpdate")
								&& deployment.is("$.spec.strategy.rollingUpdate.maxUnavailable", 0)
								&& deployment.number("$.spec.minReadySeconds") > 0),
				// Each would have what the other has evicted, and half of the counts.
				documents("Deployment", "runs one Redis at a time",
						(deployment) -> !isRedis(deployment) || deployment.is("$.spec.replicas", 1)
								&& deployment.is("$.spec.strategy.type", "Recreate")),
				documents("CronJob", "starts late rather than never, and leaves its failures to be seen",
						(job) -> job.number("$.spec.startingDeadlineSeconds") > 0
								&& Document.anyEquals(job.value("$.spec.jobTemplate.spec.template.spec.restartPolicy"),
										"Never", "OnFailure")
								&& !job.has("$.spec.jobTemplate.spec.ttlSecondsAfterFinished")),
				documents("Job", "goes away when it is done",
						(job) -> job.number("$.spec.ttlSecondsAfterFinished") > 0
								&& job.number("$.spec.activeDeadlineSeconds") > 0
								&& Document.anyEquals(job.value("$.spec.template.spec.restartPolicy"), "Never",
										"OnFailure")),
				documents("Service", "is reached through the Ingress only",
						(service) -> Document.anyEquals(service.text("$.spec.type"), "", "ClusterIP")),
				new Rule("routes to pods that exist", ClusterRules::routesToPods),
				new Rule("selects its own pods", ClusterRules::selectsItsOwnPods),
				documents("Ingress", "speaks TLS",
						(ingress) -> ingress.all("$.spec.tls[*].secretName").size() == ingress.all("$.spec.rules[*]")
							.size()
								&& ingress.all("$.spec.tls[*].hosts[*]")
									.containsAll(ingress.all("$.spec.rules[*].host"))),
				documents("Ingress", "limits callers", ClusterRules::limitsCallers),
				documents("ConfigMap", "keeps connections longer than the Ingress controller",
						(config) -> seconds(config.text("$.data.SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT")) > INGRESS_IDLE),
				new Rule("answers to the hosts of the Ingress only", ClusterRules::answersToItsHosts),
				documents("ConfigMap", "holds no secret", ClusterRules::holdsNoSecret),
				new Rule("refers to configuration that exists", ClusterRules::refersToConfiguration),
				new Rule("opens only ports that somebody listens on", ClusterRules::opensPortsThatListen),
				new Rule("stays within the connection budget at its largest", ClusterRules::staysWithinTheBudget));
	}

	/**
	 * Where there is none, there is nobody who complies.
	 */
	private static Rule documents(String kind, String name, Predicate<Document> complies) {
		return new Rule(name,
				(manifests) -> manifests.of(kind).isEmpty() ? List.of("there is no " + kind)
						: manifests.of(kind)
							.stream()
							.filter((document) -> !complies.test(document))
							.map(Document::id)
							.toList());
	}

	private static boolean isRedis(Document deployment) {
		return deployment.name().equals("redis");
	}

	/**
	 * As many requests and connections of an address as the published nginx of one host
	 * allows, and a body as long.
	 */
	private static boolean limitsCallers(Document ingress) {
		String nginx = Document.text(Path.of("compose/nginx/nginx.conf"));
		int rate = annotation(ingress, "limit-rps");
		return nginx.contains("rate=" + rate + "r/s")
				&& nginx.contains("burst=" + rate * annotation(ingress, "limit-burst-multiplier") + " ")
				&& nginx.contains("limit_conn connections " + annotation(ingress, "limit-connections") + ";")
				&& nginx.contains("proxy_connect_timeout " + annotation(ingress, "proxy-connect-timeout") + "s;")
				&& nginx.contains("client_max_body_size " + annotationText(ingress, "proxy-body-size") + ";")
				// Nothing that may not be done twice is sent to a second pod.
				&& annotationText(ingress, "proxy-next-upstream").equals("error timeout");
	}

	private static int seconds(String text) {
		return text.matches("\\d+s") ? Integer.parseInt(text.replace("s", "")) : -1;
	}

	private static int annotation(Document ingress, String name) {
		String text = annotationText(ingress, name);
		return text.matches("\\d+") ? Integer.parseInt(text) : -1;
	}

	private static String annotationText(Document ingress, String name) {
		return ingress.text("$.metadata.annotations['nginx.ingress.kubernetes.io/" + name + "']");
	}

	/**
	 * And to that of the smoke test, which comes through a forwarded port.
	 */
	private static List<String> answersToItsHosts(Manifests manifests) {
		Set<String> hosts = manifests.of("Ingress")
			.stream()
			.flatMap((ingress) -> ingress.all("$.spec.rules[*].host").stream())
			.map(Object::toString)
			.collect(Collectors.toCollection(() -> new TreeSet<>(Set.of("localhost"))));
		return manifests.of("ConfigMap")
			.stream()
			.filter((config) -> config.name().equals("backend"))
			.filter((config) -> !hosts.equals(Set.of(config.text("$.data.ALLOWED_HOSTS").split(","))))
			.map(Document::id)
			.toList();
	}

	/**
	 * By its name, or because it looks like one.
	 */
	private static boolean holdsNoSecret(Document config) {
		return config.value("$.data") instanceof Map<?, ?> data && data.entrySet()
			.stream()
			.noneMatch((entry) -> SECRET_NAME.matcher(entry.getKey().toString()).matches()
					|| SECRET_VALUE.matcher(String.valueOf(entry.getValue())).find());
	}

	private static Stream<Document> scaled(Manifests manifests) {
		return manifests.of("HorizontalPodAutoscaler")
			.stream()
			.flatMap((scaler) -> manifests.of(scaler.text("$.spec.scaleTargetRef.kind"))
				.stream()
				.filter((target) -> target.is("$.metadata.name", scaler.text("$.spec.scaleTargetRef.name"))));
	}

	private static List<String> leavesReplicasToTheAutoscaler(Manifests manifests) {
		return scaled(manifests).filter((target) -> target.has("$.spec.replicas")).map(Document::id).toList();
	}

	private static List<String> scales(Manifests manifests) {
		return manifests.of("HorizontalPodAutoscaler")
			.stream()
			.filter((scaler) -> scaler.number("$.spec.minReplicas") < 3
					|| scaler.number("$.spec.maxReplicas") <= scaler.number("$.spec.minReplicas")
					|| !manifests.has(scaler.text("$.spec.scaleTargetRef.kind"),
							scaler.text("$.spec.scaleTargetRef.name")))
			.map(Document::id)
			.toList();
	}

	private static List<String> survivesDrainedNodes(Manifests manifests) {
		List<Document> budgets = manifests.of("PodDisruptionBudget");
		Stream<String> wrong = budgets.stream()
			.filter((budget) -> budget.has("$.spec.minAvailable") == budget.has("$.spec.maxUnavailable")
					|| Document.anyEquals(budget.text("$.spec.maxUnavailable"), "0", "0%", "100%")
					|| Document.anyEquals(budget.text("$.spec.minAvailable"), "0", "0%", "100%")
					|| !budget.is("$.spec.unhealthyPodEvictionPolicy", "AlwaysAllow")
					|| protectedBy(manifests, budget).findAny().isEmpty()
					|| protectedBy(manifests, budget).anyMatch(
							(workload) -> needed(budget, fewest(manifests, workload)) >= fewest(manifests, workload)))
			.map(Document::id);
		Stream<String> unprotected = manifests.workloads()
			.stream()
			.filter((workload) -> workload.isDeployment() && fewest(manifests, workload) > 1)
			.filter((workload) -> budgets.stream()
				.filter((budget) -> workload.isSelectedBy(selector(budget, "$.spec.selector.matchLabels")))
				.count() != 1)
			.map((workload) -> workload.owner().id());
		return Stream.concat(wrong, unprotected).toList();
	}

	/**
	 * A percentage counts whole pods, rounded up.
	 */
	private static int needed(Document budget, int pods) {
		String text = budget.text("$.spec.minAvailable");
		return text.endsWith("%") ? (Integer.parseInt(text.replace("%", "")) * pods + 99) / 100
				: budget.number("$.spec.minAvailable");
	}

	private static Stream<Workload> protectedBy(Manifests manifests, Document budget) {
		return manifests.workloads()
			.stream()
			.filter((workload) -> workload.isSelectedBy(selector(budget, "$.spec.selector.matchLabels")));
	}

	/**
	 * The fewest pods that a deployment has.
	 */
	private static int fewest(Manifests manifests, Workload workload) {
		return manifests.of("HorizontalPodAutoscaler")
			.stream()
			.filter((scaler) -> scaler.is("$.spec.scaleTargetRef.name", workload.owner().name()))
			.mapToInt((scaler) -> scaler.number("$.spec.minReplicas"))
			.findFirst()
			.orElseGet(() -> Math.max(workload.owner().number("$.spec.replicas"), 1));
	}

	private static List<String> allowsOnlyItsOwnTraffic(Manifests manifests) {
		List<Document> policies = manifests.of("NetworkPolicy");
		boolean denies = policies.stream()
			.anyMatch((policy) -> policy.is("$.spec.podSelector", Map.of()) && policy.is("$.spec.policyTypes", BOTH)
					&& !policy.has("$.spec.ingress") && !policy.has("$.spec.egress"));
		Stream<String> open = manifests.workloads()
			.stream()
			.filter((workload) -> policies.stream()
				.filter((policy) -> workload.isSelectedBy(selector(policy, "$.spec.podSelector.matchLabels")))
				.filter((policy) -> policy.is("$.spec.policyTypes", BOTH) && !policy.all("$.spec.ingress[*]").isEmpty()
						&& !policy.all("$.spec.egress[*]").isEmpty())
				.count() != 1)
			.map((workload) -> workload.owner().id());
		return Stream.concat(denies ? Stream.empty() : Stream.of("no policy denies what none allows"), open).toList();
	}

	private static List<String> routesToPods(Manifests manifests) {
		Stream<String> services = manifests.of("Service")
			.stream()
			.filter((service) -> manifests.workloads()
				.stream()
				.noneMatch(
						(workload) -> workload.isSelectedBy(selector(service, "$.spec.selector")) && workload.template()
							.all("$.spec.containers[*].ports[*].name")
							.containsAll(service.all("$.spec.ports[*].targetPort"))))
			.map(Document::id);
		Stream<String> ingresses = manifests.of("Ingress")
			.stream()
			.filter((ingress) -> !ingress.parts("$.spec.rules[*].http.paths[*].backend.service")
				.stream()
				.allMatch((backend) -> manifests.of("Service")
					.stream()
					.anyMatch((service) -> service.is("$.metadata.name", backend.text("$.name"))
							&& service.all("$.spec.ports[*].name").contains(backend.text("$.port.name")))))
			.map(Document::id);
		return Stream.concat(services, ingresses).toList();
	}

	private static List<String> selectsItsOwnPods(Manifests manifests) {
		return manifests.workloads()
			.stream()
			.filter(Workload::isDeployment)
			.filter((workload) -> !workload.isSelectedBy(selector(workload.owner(), "$.spec.selector.matchLabels")))
			.map((workload) -> workload.owner().id())
			.toList();
	}

	private static List<String> refersToConfiguration(Manifests manifests) {
		return manifests.containers()
			.filter((container) -> !container.spec()
				.all("$.envFrom[*].configMapRef.name")
				.stream()
				.allMatch((name) -> manifests.has("ConfigMap", name.toString())))
			.map(Manifests.Container::id)
			.toList();
	}

	/**
	 * A policy's ports are those of the pods that it lets in, or lets others reach.
	 */
	private static List<String> opensPortsThatListen(Manifests manifests) {
		return manifests.of("NetworkPolicy").stream().filter((policy) -> {
			List<Object> own = ports(manifests, selector(policy, "$.spec.podSelector.matchLabels"));
			return !own.containsAll(policy.all("$.spec.ingress[*].ports[*].port")) || policy.parts("$.spec.egress[*]")
				.stream()
				.anyMatch((rule) -> rule.parts("$.to[*]")
					.stream()
					.anyMatch((to) -> !ports(manifests, selector(to, "$.podSelector.matchLabels"))
						.containsAll(rule.all("$.ports[*].port"))));
		}).map(Document::id).toList();
	}

	private static List<Object> ports(Manifests manifests, Object selector) {
		return manifests.containers()
			.filter((container) -> container.workload().isSelectedBy(selector))
			.flatMap((container) -> Stream.of("$.ports[*].name", "$.ports[*].containerPort")
				.flatMap((path) -> container.spec().all(path).stream()))
			.toList();
	}

	private static List<String> staysWithinTheBudget(Manifests manifests) {
		int pods = manifests.of("HorizontalPodAutoscaler")
			.stream()
			.mapToInt((scaler) -> scaler.number("$.spec.maxReplicas"))
			.sum();
		return manifests.of("ConfigMap")
			.stream()
			.filter((config) -> config.has("$.data.PLATFORM_DB_POOL_BUDGET_SLOTS"))
			.filter((config) -> config.number("$.data.PLATFORM_DB_POOL_BUDGET_SLOTS") < pods + pods / 5
					|| FLOOR * config.number("$.data.PLATFORM_DB_POOL_BUDGET_SLOTS") > config
						.number("$.data.PLATFORM_DB_POOL_BUDGET_LIMIT")
							- config.number("$.data.PLATFORM_DB_POOL_BUDGET_RESERVED"))
			.map(Document::id)
			.toList();
	}

	private static Object selector(Document document, String path) {
		Object selector = document.value(path);
		return (selector != null) ? selector : Map.of();
	}

}
