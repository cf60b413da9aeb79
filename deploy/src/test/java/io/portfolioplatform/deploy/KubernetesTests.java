package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.error.YAMLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the Kubernetes manifests.
 */
class KubernetesTests {

	private static final Path BASE = Path.of("k8s/base");

	/** What is applied: by the folder, or by the rendered file. */
	private static final Map<String, Supplier<List<Document>>> FILES = Map.of("base", () -> Document.load(BASE),
			"with monitoring", KubernetesTests::monitored, "with a restore", KubernetesTests::restored, "staging",
			() -> rendered("staging"), "production", () -> rendered("production"), "production-latency",
			() -> rendered("production-latency"));

	static Stream<Rule> rules() {
		return Stream.concat(PodRules.all().stream(), ClusterRules.all().stream());
	}

	static Stream<Arguments> rulesOfEveryFile() {
		return FILES.keySet().stream().flatMap((file) -> rules().map((rule) -> Arguments.of(file, rule)));
	}

	static Stream<Arguments> breaks() {
		return KubernetesBreaks.all().stream().map((broken) -> Arguments.of("base", broken));
	}

	@ParameterizedTest
	@MethodSource("rulesOfEveryFile")
	void compliesWith(String file, Rule rule) {
		assertThat(rule.violations().apply(manifests(file))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("breaks")
	void noticesWhenIsBroken(String file, KubernetesBreaks broken) {
		Manifests manifests = manifests(file);
		broken.apply(manifests);
		Rule rule = rules().filter((candidate) -> candidate.name().equals(broken.rule())).findFirst().orElseThrow();
		assertThat(rule.violations().apply(manifests)).isNotEmpty();
	}

	@Test
	void everyRuleIsBrokenOnce() {
		assertThat(KubernetesBreaks.all().stream().map(KubernetesBreaks::rule))
			.containsAll(rules().map(Rule::name).toList());
	}

	@ParameterizedTest
	@MethodSource("files")
	void holdsWhatTheServerTakes(Path file) throws IOException {
		List<Document> documents = Document.read(file);
		assertThat(documents).isNotEmpty();
		for (Document document : documents) {
			assertThat(Strict.violations(document)).as(document.id()).isEmpty();
		}
	}

	/**
	 * Without what is a tool's own: kustomizations, and values of a chart.
	 */
	static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
			return files
				.filter((file) -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml")
						&& !file.toString().endsWith("-values.yaml"))
				.toList();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			base/backend-deployment.yaml     | minReadySeconds:        | minReadySecond:
			base/backend-deployment.yaml     | minReadySeconds: 10     | minReadySeconds: ten
			base/backend-deployment.yaml     | memory: 768Mi           | memory: 768 MB
			base/backend-deployment.yaml     | apps/v1                 | apps/v2
			base/backend-deployment.yaml     | name: backend-deployment |
			base/backend-deployment.yaml     | image: registry         | picture: registry
			base/backend-hpa.yaml            | maxReplicas: 50         |
			base/backup-cronjob.yaml         | schedule: "17 2 * * *"  |
			base/ingress.yaml                | pathType: Prefix        |
			monitoring/servicemonitor.yaml   | interval: 15s           | interval: often
			monitoring/servicemonitor.yaml   | jobLabel:               | joblabel:
			monitoring/servicemonitor.yaml   | endpoints:              | endpoint:
			monitoring/prometheusrule.yaml   | for: 5m                 | for: [5m]
			monitoring/prometheusrule.yaml   | monitoring.coreos.com/v1 | monitoring.coreos.com/v2
			examples/external-secrets.yaml   | creationPolicy: Owner   | creationPolicy: Nobody
			examples/external-secrets.yaml   | secretKey: DATABASE_URL, |
			""")
	void noticesWhatTheServerRefuses(String file, String good, @Nullable String bad) throws IOException {
		String text = Files.readString(Path.of("k8s", file));
		assertThat(text).contains(good);
		List<String> violations = new ArrayList<>();
		for (Document document : Document.parse(text.replaceFirst(Pattern.quote(good), (bad != null) ? bad : ""))) {
			violations.addAll(Strict.violations(document));
		}
		assertThat(violations).isNotEmpty();
	}

	@Test
	void noticesAKeyThatIsThereTwice() throws IOException {
		String deployment = Files.readString(BASE.resolve("backend-deployment.yaml"));
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
		String asked = Files.readString(Path.of("bin/lib"));
		String readme = Files.readString(Path.of("README.md"));
		Manifests manifests = new Manifests(Document.load(BASE));
		assertThat(manifests.workloads()
			.stream()
			.flatMap((workload) -> workload.template().all("$.spec.volumes[*].secret.secretName").stream())
			.map(Object::toString)
			.distinct()).hasSize(5).allSatisfy((secret) -> {
				assertThat(asked).containsPattern("(?m)^" + secret + " [A-Za-z_]");
				assertThat(readme).contains("create secret generic " + secret + " -n portfolio --from-file=");
			});
		assertThat(new Manifests(monitored()).containers()
			.flatMap((container) -> container.spec().all("$.env[*].value").stream())
			.map(Object::toString)
			.filter((value) -> value.startsWith("/run/secrets/"))).hasSize(5).allSatisfy((file) -> {
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

	@Test
	void theExternalSecretHoldsWhatTheApplicationReads() throws IOException {
		Document secret = Document.load(Path.of("k8s/examples")).get(0);
		assertThat(secret.all("$.spec.data[*].secretKey").stream().map(Object::toString))
			.contains("DATABASE_URL", "APP_SECRET_KEY")
			.allMatch(Variables.read()::contains, "is read");
	}

	/**
	 * Every exporter of compose has a job of the same name here, except nginx, whose
	 * place the Ingress controller takes.
	 */
	@Test
	void asksTheSameExportersAsCompose() throws IOException {
		List<Object> jobs = Document.read(Path.of("monitoring/prometheus.yml"))
			.get(0)
			.all("$.scrape_configs[*].job_name");
		Manifests manifests = new Manifests(Document.load(Path.of("k8s/monitoring")));
		List<String> components = manifests.of("Service")
			.stream()
			.map((service) -> service.text("$.metadata.labels['app.kubernetes.io/component']"))
			.toList();
		assertThat(jobs).contains("nginx")
			.filteredOn((job) -> !job.equals("nginx"))
			.hasSize(4)
			.containsExactlyInAnyOrderElementsOf(components);
		for (Document monitor : manifests.of("ServiceMonitor")) {
			Map<?, ?> wanted = (Map<?, ?>) monitor.json().read("$.spec.selector.matchLabels");
			assertThat(manifests.of("Service"))
				.filteredOn((service) -> ((Map<?, ?>) service.json().read("$.metadata.labels")).entrySet()
					.containsAll(wanted.entrySet()))
				.isNotEmpty()
				.allMatch((service) -> service.all("$.spec.ports[*].name")
					.containsAll(monitor.all("$.spec.endpoints[*].port")));
		}
	}

	@Test
	@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
	void dumpsLeaveTheClusterEncryptedWhereTheyShould() throws Exception {
		Document job = Document
			.parse(Commands.run(Map.of(), "kubectl", "kustomize", "deploy/k8s/examples/offsite-backup"))
			.stream()
			.filter((document) -> document.id().equals("CronJob/backup"))
			.findFirst()
			.orElseThrow();
		assertThat(Strict.violations(job)).isEmpty();
		assertThat(job.all("$.spec.jobTemplate.spec.template.spec.containers[0].env[*].name").stream())
			.doesNotHaveDuplicates();
		assertThat(job.parts("$.spec.jobTemplate.spec.template.spec.containers[0].env[*]"))
			.anyMatch((variable) -> variable.is("$.name", "BACKUP_PASSPHRASE_FILE")
					&& variable.is("$.value", "/run/secrets/backup/backup_passphrase"))
			.anyMatch((variable) -> variable.is("$.name", "BACKUP_UPLOAD") && !variable.text("$.value").isEmpty());
		Document policy = Document.load(BASE)
			.stream()
			.filter((document) -> document.id().equals("NetworkPolicy/backup"))
			.findFirst()
			.orElseThrow();
		assertThat(policy.all("$.spec.egress[*].ports[*].port")).contains(5432, 443);
	}

	@Test
	void usesTheNamesOfTheGuide() {
		Manifests manifests = new Manifests(Document.load(BASE));
		assertThat(manifests.has("Deployment", "backend-deployment")).isTrue();
		assertThat(manifests.has("Service", "backend-service")).isTrue();
	}

	private static Manifests manifests(String file) {
		return new Manifests(Objects.requireNonNull(FILES.get(file)).get());
	}

	private static List<Document> monitored() {
		return Stream.of(BASE, Path.of("k8s/monitoring")).flatMap((folder) -> Document.load(folder).stream()).toList();
	}

	private static List<Document> restored() {
		return Stream
			.concat(Document.load(BASE).stream(), Document.read(Path.of("k8s/examples/restore-job.yaml")).stream())
			.toList();
	}

	private static List<Document> rendered(String overlay) {
		return Document.read(Path.of("k8s/rendered", overlay + ".yaml"));
	}

}
