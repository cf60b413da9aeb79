package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the files which {@code deploy/bin/render} writes are those of their sources.
 */
class RenderedTests {

	private static final Path RENDERED = Path.of("k8s/rendered");

	/** What kustomize adds to the name of a ConfigMap, in its own letters. */
	private static final Pattern HASH = Pattern.compile("(?m)(name: backend)-[2456789bcdfghkmt]{10}$");

	@TempDir
	Path directory;

	@Test
	void productionIsTheBaseInItsNamespace() throws IOException {
		List<Document> rendered = rendered("production");
		List<Document> base = Document.load(Path.of("k8s/base"));
		assertThat(rendered).extracting(Document::id)
			.containsExactlyInAnyOrderElementsOf(base.stream().map(Document::id).toList());
		for (Document document : base) {
			Document copy = rendered.stream().filter((one) -> one.id().equals(document.id())).findFirst().orElseThrow();
			if (!List.of("Namespace", "PriorityClass").contains(document.kind())) {
				assertThat(copy.text("$.metadata.namespace")).as(document.id()).isEqualTo("portfolio");
			}
			for (String part : List.of("$.spec", "$.data", "$.value", "$.metadata.labels", "$.metadata.annotations")) {
				assertThat(copy.value(part)).as(document.id()).isEqualTo(document.value(part));
			}
		}
	}

	@Test
	@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
	void anotherConfigurationReplacesThePods() throws Exception {
		try (Stream<Path> files = Files.list(Path.of("k8s/base"))) {
			for (Path file : files.toList()) {
				Files.copy(file, this.directory.resolve(file.getFileName()));
			}
		}
		Document before = backend(kustomize());
		assertThat(backend(kustomize()).value("$.spec")).isEqualTo(before.value("$.spec"));
		Path variables = this.directory.resolve("backend.env");
		Files.writeString(variables, Files.readString(variables).replace("LIMIT=200", "LIMIT=300"));
		List<Document> after = kustomize();
		assertThat(backend(after).value("$.spec.template")).isNotEqualTo(before.value("$.spec.template"));
		String name = backend(after).text("$.spec.template.spec.containers[0].envFrom[0].configMapRef.name");
		assertThat(new Manifests(after).of("ConfigMap")).singleElement()
			.satisfies((config) -> assertThat(config.name()).isEqualTo(name))
			.satisfies((config) -> assertThat(config.text("$.data.PLATFORM_DB_POOL_BUDGET_LIMIT")).isEqualTo("300"));
	}

	@Test
	void stagingHasItsOwnNamespaceAndSize() throws IOException {
		Document scaler = scaler("staging");
		assertThat(scaler.number("$.spec.maxReplicas")).isEqualTo(6);
		assertThat(scaler.text("$.metadata.namespace")).isEqualTo("staging");
	}

	@Test
	void latencyScalesBeforeItAlerts() throws IOException {
		Map<?, ?> metric = (Map<?, ?>) scaler("production-latency")
			.all("$.spec.metrics[?(@.type == 'External')].external")
			.get(0);
		String values = Files.readString(Path.of("k8s/monitoring/prometheus-adapter-values.yaml"));
		String alerts = Files.readString(Path.of("monitoring/alerts.yml"));
		assertThat(metric.toString()).contains("portfolio_http_p95_seconds", "value=1");
		assertThat(values).contains("portfolio_http_p95_seconds", "slo:http_p95_seconds:rate5m");
		assertThat(alerts).contains("record: slo:http_p95_seconds:rate5m");
	}

	@Test
	void theOperatorGetsTheSameAlerts() throws IOException {
		Document copy = Document.parse(Files.readString(Path.of("k8s/monitoring/prometheusrule.yaml"))).get(0);
		Document alerts = Document.parse(Files.readString(Path.of("monitoring/alerts.yml"))).get(0);
		assertThat(copy.value("$.spec.groups")).isEqualTo(alerts.value("$.groups"));
	}

	private List<Document> kustomize() throws Exception {
		return Document.parse(Commands.run(Map.of(), "kubectl", "kustomize", this.directory.toString()));
	}

	private static Document backend(List<Document> documents) {
		return documents.stream()
			.filter((document) -> document.id().equals("Deployment/backend-deployment"))
			.findFirst()
			.orElseThrow();
	}

	private static Document scaler(String overlay) throws IOException {
		return rendered(overlay).stream()
			.filter((document) -> document.id().equals("HorizontalPodAutoscaler/backend-hpa"))
			.findFirst()
			.orElseThrow();
	}

	private static List<Document> rendered(String overlay) throws IOException {
		return Document.parse(HASH.matcher(Files.readString(RENDERED.resolve(overlay + ".yaml"))).replaceAll("$1"));
	}

}
