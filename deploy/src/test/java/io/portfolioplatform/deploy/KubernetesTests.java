package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.kubernetes.client.util.Yaml;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.error.YAMLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Tests for the Kubernetes manifests.
 */
class KubernetesTests {

	private static final Path BASE = Path.of("k8s/base");

	private static final String POD = "$.spec.template.spec";

	private static final String CONTAINER = POD + ".containers[0]";

	/**
	 * Changes that each break one rule: rule, object, path, value; no value removes it.
	 */
	static final List<Arguments> BREAKS = List.of(
			breaks("runs as nobody in particular", "Deployment/backend-deployment",
					POD + ".securityContext.runAsNonRoot", false),
			breaks("runs as nobody in particular", "Deployment/redis", POD + ".securityContext.seccompProfile", null),
			breaks("has no privileges", "Deployment/redis", CONTAINER + ".securityContext.allowPrivilegeEscalation",
					true),
			breaks("has no privileges", "Deployment/pgbouncer", CONTAINER + ".securityContext.capabilities", null),
			breaks("keeps out of the host", "Deployment/backend-deployment", POD + ".volumes[1]",
					Map.of("name", "tmp", "hostPath", Map.of("path", "/tmp"))),
			breaks("keeps out of the host", "Deployment/backend-deployment", CONTAINER + ".livenessProbe.httpGet.host",
					"10.0.0.1"),
			breaks("runs under a high user and group id", "Deployment/redis", POD + ".securityContext.runAsUser", 999),
			breaks("writes nothing to its image", "Deployment/redis",
					CONTAINER + ".securityContext.readOnlyRootFilesystem", null),
			breaks("asks for and is limited in every resource", "Deployment/redis",
					CONTAINER + ".resources.limits['ephemeral-storage']", null),
			breaks("names the version of its image", "Deployment/redis", CONTAINER + ".image", "redis:latest"),
			breaks("names the version of its image", "Deployment/redis", CONTAINER + ".image", "registry:5000/redis"),
			breaks("declares the ports of its probes", "Deployment/backend-deployment",
					CONTAINER + ".readinessProbe.httpGet.port", "admin"),
			breaks("is probed where its own threads answer", "Deployment/backend-deployment",
					CONTAINER + ".readinessProbe.httpGet.port", "http"),
			breaks("is probed where its own threads answer", "Deployment/backend-deployment",
					CONTAINER + ".livenessProbe.httpGet.port", 8080),
			breaks("knows when it is killed", "Deployment/backend-deployment", POD + ".terminationGracePeriodSeconds",
					64),
			breaks("knows when it is killed", "ConfigMap/backend", "$.data.PLATFORM_HEALTH_DRAIN_BUDGET", "65s"),
			breaks("knows when it is killed", "ConfigMap/backend", "$.data.PLATFORM_HEALTH_DRAIN_BUDGET", null),
			breaks("tells ready from alive", "Deployment/backend-deployment", CONTAINER + ".livenessProbe.httpGet.path",
					"/readyz"),
			breaks("tells ready from alive", "Deployment/redis", CONTAINER + ".readinessProbe", null),
			breaks("has an account of its own without a token", "Deployment/redis", POD + ".serviceAccountName",
					"default"),
			breaks("has an account of its own without a token", "Deployment/redis",
					POD + ".automountServiceAccountToken", null),
			breaks("takes secrets from files", "Deployment/pgbouncer", CONTAINER + ".env[1]",
					Map.of("name", "PGBOUNCER_PASSWORD", "value", "x")),
			breaks("takes secrets from files", "Deployment/backend-deployment", CONTAINER + ".envFrom[0]",
					Map.of("secretRef", Map.of("name", "backend"))),
			breaks("spreads over hosts, with a priority", "Deployment/redis", POD + ".priorityClassName", "none"),
			breaks("spreads over hosts, with a priority", "Deployment/redis",
					POD + ".topologySpreadConstraints[0].labelSelector.matchLabels", Map.of("app", "other")),
			breaks("leaves time to drain", "Deployment/backend-deployment", POD + ".terminationGracePeriodSeconds", 30),
			breaks("refuses pods that are not restricted", "Namespace/portfolio", "$.metadata.labels", null),
			breaks("leaves the number of pods to the autoscaler", "Deployment/backend-deployment", "$.spec.replicas",
					3),
			breaks("scales an existing deployment from 3 pods up", "HorizontalPodAutoscaler/backend-hpa",
					"$.spec.minReplicas", 2),
			breaks("scales an existing deployment from 3 pods up", "HorizontalPodAutoscaler/backend-hpa",
					"$.spec.scaleTargetRef.name", "backend"),
			breaks("survives drained nodes", "PodDisruptionBudget/backend-pdb", "$.spec.maxUnavailable", 0),
			breaks("survives drained nodes", "PodDisruptionBudget/backend-pdb", "$.spec.selector.matchLabels",
					Map.of("app", "other")),
			breaks("allows each workload only its own traffic", "NetworkPolicy/redis", "$.spec.egress", null),
			breaks("allows each workload only its own traffic", "NetworkPolicy/default-deny", "$.spec.podSelector",
					Map.of("matchLabels", Map.of("a", "b"))),
			breaks("replaces pods without a gap", "Deployment/redis", "$.spec.strategy.rollingUpdate.maxUnavailable",
					1),
			breaks("starts late rather than never, and leaves its failures to be seen", "CronJob/backup",
					"$.spec.startingDeadlineSeconds", null),
			breaks("goes away when it is done", "Job/migration", "$.spec.ttlSecondsAfterFinished", null),
			breaks("routes to pods that exist", "Service/backend-service", "$.spec.ports[0].targetPort", "web"),
			breaks("routes to pods that exist", "Ingress/portfolio",
					"$.spec.rules[0].http.paths[0].backend.service.name", "backend"),
			breaks("selects its own pods", "Deployment/redis", "$.spec.selector.matchLabels", Map.of("app", "other")),
			breaks("speaks TLS", "Ingress/portfolio", "$.spec.tls", null),
			breaks("refers to configuration that exists", "Deployment/backend-deployment",
					CONTAINER + ".envFrom[0].configMapRef.name", "other"),
			breaks("opens only ports that somebody listens on", "NetworkPolicy/redis",
					"$.spec.ingress[0].ports[0].port", "http"),
			breaks("opens only ports that somebody listens on", "NetworkPolicy/backend",
					"$.spec.egress[0].ports[0].port", 5432),
			breaks("stays within the connection budget at its largest", "ConfigMap/backend",
					"$.data.PLATFORM_DB_POOL_BUDGET_LIMIT", "100"),
			breaks("stays within the connection budget at its largest", "HorizontalPodAutoscaler/backend-hpa",
					"$.spec.maxReplicas", 100));

	static Stream<Rule> rules() {
		return Stream.concat(PodRules.all().stream(), ClusterRules.all().stream());
	}

	private static Arguments breaks(String rule, String id, String path, @Nullable Object value) {
		return Arguments.of(rule, id, path, value);
	}

	@ParameterizedTest
	@MethodSource("rules")
	void compliesWith(Rule rule) {
		assertThat(rule.violations().apply(new Manifests(Document.load(BASE)))).isEmpty();
	}

	@ParameterizedTest
	@FieldSource("BREAKS")
	void noticesWhenIsBroken(String name, String id, String path, @Nullable Object value) {
		Manifests manifests = new Manifests(Document.load(BASE));
		Document document = manifests.documents()
			.stream()
			.filter((candidate) -> candidate.id().equals(id))
			.findFirst()
			.orElseThrow();
		if (value == null) {
			document.json().delete(path);
		}
		else {
			int field = path.lastIndexOf('.');
			if (path.endsWith("]")) {
				document.json().set(path, value);
			}
			else {
				document.json().put(path.substring(0, field), path.substring(field + 1), value);
			}
		}
		Rule rule = rules().filter((candidate) -> candidate.name().equals(name)).findFirst().orElseThrow();
		assertThat(rule.violations().apply(manifests)).isNotEmpty();
	}

	@Test
	void everyRuleIsBrokenOnce() {
		assertThat(BREAKS.stream().map((arguments) -> arguments.get()[0]))
			.containsAll(rules().map(Rule::name).toList());
	}

	@Test
	void holdsNoFieldThatKubernetesDoesNotKnow() throws IOException {
		try (Stream<Path> files = Files.list(BASE)) {
			for (Path file : files.filter((file) -> !file.endsWith("kustomization.yaml")).toList()) {
				assertThat(Yaml.loadAll(file.toFile())).as(file.toString()).isNotEmpty();
			}
		}
	}

	@Test
	void noticesAFieldThatKubernetesDoesNotKnow() throws IOException {
		String deployment = Files.readString(BASE.resolve("backend-deployment.yaml"));
		assertThatRuntimeException()
			.isThrownBy(() -> Yaml.loadAll(deployment.replace("minReadySeconds", "minReadySecond")));
		assertThatRuntimeException()
			.isThrownBy(() -> Yaml.loadAll(deployment.replace("minReadySeconds: 10", "minReadySeconds: ten")));
		assertThatExceptionOfType(YAMLException.class)
			.isThrownBy(() -> Document.parse(deployment.replace("  strategy:", "  minReadySeconds: 11\n  strategy:")));
	}

	@Test
	void setsOnlyVariablesThatTheApplicationReads() throws IOException {
		Manifests manifests = new Manifests(Document.load(BASE));
		for (Document config : manifests.of("ConfigMap")) {
			Map<?, ?> data = (Map<?, ?>) config.json().read("$.data");
			assertThat(data.keySet().stream().map(Object::toString)).isNotEmpty()
				.allMatch(Variables.read()::contains, "is read");
		}
	}

	@Test
	void everySecretIsAskedForByRolloutAndExplained() throws IOException {
		String rollout = Files.readString(Path.of("bin/rollout"));
		String readme = Files.readString(Path.of("README.md"));
		Manifests manifests = new Manifests(Document.load(BASE));
		assertThat(manifests.workloads()
			.stream()
			.flatMap((workload) -> workload.template().all("$.spec.volumes[*].secret.secretName").stream())
			.map(Object::toString)
			.distinct()).hasSize(5).allSatisfy((secret) -> {
				assertThat(rollout).containsPattern("for secret in .*\\b" + secret + "\\b");
				assertThat(readme).contains("create secret generic " + secret + " -n portfolio --from-file=");
			});
		assertThat(manifests.containers()
			.flatMap((container) -> container.spec().all("$.env[*].value").stream())
			.map(Object::toString)
			.filter((value) -> value.startsWith("/run/secrets/"))).hasSize(2).allSatisfy((file) -> {
				String[] parts = file.split("/");
				assertThat(readme)
					.containsPattern("generic " + parts[3] + " -n portfolio .*--from-file=" + parts[4] + "\\b");
			});
	}

	@Test
	void thePoolerHoldsTheFleetsBudget() throws IOException {
		String pooler = Files.readString(Path.of("docker/pgbouncer/pgbouncer.ini"));
		assertThat(pooler).contains("max_client_conn = 1000\n", "default_pool_size = 25\n",
				"max_db_connections = 100\n");
		Document config = new Manifests(Document.load(BASE)).of("ConfigMap").get(0);
		assertThat(config.number("$.data.PLATFORM_DB_POOL_BUDGET_LIMIT")).isPositive().isLessThanOrEqualTo(1000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "monitoring", "examples" })
	void loadsWhatIsBesideTheBaseStrictly(String folder) throws IOException {
		List<Document> documents = Document.load(Path.of("k8s", folder));
		assertThat(documents).isNotEmpty();
		for (Document document : documents) {
			if (document.text("$.apiVersion").equals("v1")) {
				assertThat(Yaml.load(document.json().jsonString())).isNotNull();
			}
			else if (document.has("$.kind")) {
				assertThat(document.text("$.apiVersion")).as(document.id())
					.isIn("monitoring.coreos.com/v1", "external-secrets.io/v1");
				assertThat(((Map<?, ?>) document.json().read("$")).keySet()).as(document.id())
					.isEqualTo(Set.of("apiVersion", "kind", "metadata", "spec"));
			}
		}
	}

	@Test
	void theExternalSecretHoldsWhatTheApplicationReads() throws IOException {
		Document secret = Document.load(Path.of("k8s/examples")).get(0);
		assertThat(secret.all("$.spec.data[*].secretKey").stream().map(Object::toString))
			.contains("DATABASE_URL", "APP_SECRET_KEY")
			.allMatch(Variables.read()::contains, "is read");
	}

	@Test
	void usesTheNamesOfTheGuide() {
		Manifests manifests = new Manifests(Document.load(BASE));
		assertThat(manifests.has("Deployment", "backend-deployment")).isTrue();
		assertThat(manifests.has("Service", "backend-service")).isTrue();
	}

}
