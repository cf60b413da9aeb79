package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.PrometheusRules;
import io.portfolioplatform.health.scorecard.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the alerts: they agree with the scorecard, and each has a page in the
 * runbook.
 */
class MonitoringTests {

	private static final Path ALERTS = Path.of("monitoring/alerts.yml");

	private static final String MANAGEMENT = "/actuator.*|/livez|/readyz|/startupz";

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

	/**
	 * Compares whole expressions with what the scorecard writes for its default levels;
	 * an alert may ask for more besides, such as some traffic.
	 */
	@ParameterizedTest
	@CsvSource({ "SlowRequests, SlowRequests", "RequestErrors, ManyErrors", "PoolNearlyUsedUp, DatabasePoolNearlyFull",
			"RequestsShed, RequestsShed" })
	void alertsWhereTheScorecardDoes(String generated, String alert) throws IOException {
		Document expected = named(
				Document.parse(PrometheusRules.yaml(defaults(), MANAGEMENT)).get(0).parts("$.groups[*].rules[*]"),
				"alert", generated);
		Document rule = named(rules(), "alert", alert);
		assertThat(expanded(rule.text("$.expr")) + " ").startsWith(expected.text("$.expr") + " ");
		assertThat(rule.text("$.for")).isEqualTo(expected.text("$.for"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1h", "6h" })
	void errorsOfLongerTimesAreCountedTheSameWay(String time) throws IOException {
		String now = named(rules(), "record", "slo:http_error:ratio_rate5m").text("$.expr");
		String requests = named(rules(), "record", "slo:http_requests:rate5m").text("$.expr");
		String longer = named(rules(), "record", "slo:http_error:ratio_rate" + time).text("$.expr");
		assertThat(longer).isEqualTo(now.replace("[5m]", "[" + time + "]")
			.replaceAll("/ slo:http_requests:rate5m$",
					Matcher.quoteReplacement("/ " + requests.replace("[5m]", "[" + time + "]"))));
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

	private static Document named(List<Document> rules, String kind, String name) {
		return rules.stream().filter((candidate) -> candidate.is("$." + kind, name)).findFirst().orElseThrow();
	}

	/**
	 * Writes out what is recorded.
	 */
	private static String expanded(String expression) throws IOException {
		String expanded = expression;
		for (int depth = 0; depth < 2; depth++) {
			for (Document rule : rules()) {
				if (rule.has("$.record")) {
					expanded = expanded.replace(rule.text("$.record"), rule.text("$.expr"));
				}
			}
		}
		return expanded;
	}

	private static Objectives defaults() throws IOException {
		Map<Metric, Threshold> levels = new EnumMap<>(Metric.class);
		levels.put(Metric.ERRORS, levels("errors"));
		levels.put(Metric.POOL_USE, levels("pool-use"));
		levels.put(Metric.SHED_REQUESTS, levels("shed"));
		Duration latency = DurationStyle.detectAndParse(defaultOf("platform.health.scorecard.latency.objective"));
		Duration alert = DurationStyle.detectAndParse(defaultOf("platform.health.scorecard.latency.alert"));
		return new Objectives(Duration.ofMinutes(5), 20, latency, alert, 50, levels);
	}

	private static Threshold levels(String metric) throws IOException {
		String prefix = "platform.health.scorecard." + metric;
		return new Threshold(Double.parseDouble(defaultOf(prefix + ".objective")),
				Double.parseDouble(defaultOf(prefix + ".alert")));
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
