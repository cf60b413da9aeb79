package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the alerts: they agree with the scorecard, and each has a page in the
 * runbook.
 */
class MonitoringTests {

	private static final Path ALERTS = Path.of("monitoring/alerts.yml");

	@Test
	void everyAlertHasAPageInTheRunbookAndATest() throws IOException {
		String runbook = Files.readString(Path.of("RUNBOOK.md"));
		String tests = Files.readString(Path.of("monitoring/alerts.test.yml"));
		List<Document> alerts = rules().stream().filter((rule) -> rule.has("$.alert")).toList();
		assertThat(alerts).hasSizeGreaterThan(5).allSatisfy((alert) -> {
			String name = alert.text("$.alert");
			assertThat(alert.text("$.annotations.runbook"))
				.isEqualTo("deploy/RUNBOOK.md#" + name.toLowerCase(Locale.ROOT));
			assertThat(runbook).contains("\n## " + name + "\n");
			assertThat(alert.text("$.labels.severity")).isIn("page", "ticket");
			assertThat(tests).contains("alertname: " + name + "\n        exp_alerts");
		});
	}

	@ParameterizedTest
	@CsvSource({ "latency, SlowRequests", "errors, ManyErrors", "pool-use, DatabasePoolNearlyFull" })
	void alertsWhereTheScorecardDoes(String metric, String alert) throws IOException {
		String level = defaultOf("platform.health.scorecard." + metric + ".alert");
		Document rule = rules().stream()
			.filter((candidate) -> candidate.is("$.alert", alert))
			.findFirst()
			.orElseThrow();
		if (level.endsWith("s")) {
			String bucket = "le=\"" + level.replace("s", ".0") + "\"";
			assertThat(rules()).filteredOn((candidate) -> candidate.is("$.record", "slo:http_slow:ratio_rate5m"))
				.singleElement()
				.satisfies((slow) -> assertThat(slow.text("$.expr")).contains(bucket));
		}
		else {
			assertThat(rule.text("$.expr")).contains("> " + level);
		}
	}

	@Test
	void everyPanelAsksPrometheusSomething() throws IOException {
		List<Document> panels = Watched.dashboard().parts("$.panels[?(@.type != 'row')]");
		assertThat(panels).hasSizeGreaterThan(10).allSatisfy((panel) -> {
			assertThat(panel.text("$.datasource.uid")).isEqualTo("prometheus");
			assertThat(panel.text("$.fieldConfig.defaults.unit")).isNotEmpty();
			assertThat(panel.all("$.targets[*].expr")).isNotEmpty();
		});
		assertThat(panels.stream().map((panel) -> panel.text("$.title"))).doesNotHaveDuplicates();
		assertThat(Files.readString(Path.of("monitoring/grafana/provisioning/datasources/prometheus.yml")))
			.contains("uid: prometheus");
	}

	private static List<Document> rules() throws IOException {
		return Document.parse(Files.readString(ALERTS)).get(0).parts("$.groups[*].rules[*]");
	}

	private static String defaultOf(String property) throws IOException {
		String metadata = Files
			.readString(Path.of("../platform-health/target/classes/META-INF/spring-configuration-metadata.json"));
		return Document.json(metadata)
			.parts("$.properties[*]")
			.stream()
			.filter((candidate) -> candidate.is("$.name", property))
			.findFirst()
			.orElseThrow()
			.text("$.defaultValue");
	}

}
