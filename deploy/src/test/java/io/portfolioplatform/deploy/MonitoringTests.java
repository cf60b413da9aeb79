package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.PrometheusRules;
import io.portfolioplatform.health.scorecard.Threshold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the alerts: they agree with the scorecard, and each has a page in the
 * runbook.
 */
class MonitoringTests {

	private static final Path ALERTS = Path.of("monitoring/alerts.yml");

	/**
	 * Alerts of the shipped file, by the one that the scorecard writes.
	 */
	private static final Map<String, String> ALERT_OF = Map.of("SlowEndpoint", "SlowEndpoint", "RequestErrors",
			"ManyErrors", "PoolNearlyUsedUp", "DatabasePoolNearlyFull", "PoolWaiters", "PoolWaiters", "CacheMisses",
			"CacheMisses", "RequestsShed", "RequestsShed", "LongGcPauses", "LongGcPauses", "LeaseNotRenewed",
			"LeaseNotRenewed", "TooFewPods", "TooFewPods");

	private static final Map<Metric, String> PROPERTY_OF = Map.of(Metric.SHED_REQUESTS, "shed");

	private static final String MANAGEMENT = "/actuator.*|/livez|/readyz|/startupz";

	@Test
	void everyAlertHasAPageInTheRunbookAndATest() throws IOException {
		String runbook = Files.readString(Path.of("RUNBOOK.md"));
		String tests = Files.readString(Path.of("monitoring/alerts.test.yml"))
				+ Files.readString(Path.of("monitoring/alerts.days.test.yml"));
		List<Document> alerts = rules().stream().filter((rule) -> rule.has("$.alert")).toList();
		assertThat(alerts).hasSizeGreaterThan(5).allSatisfy((alert) -> {
			String name = alert.text("$.alert");
			assertThat(alert.text("$.annotations.runbook"))
				.isEqualTo("deploy/RUNBOOK.md#" + name.toLowerCase(Locale.ROOT));
			assertThat(runbook).contains("\n## " + name + "\n");
			assertThat(alert.text("$.labels.severity")).isIn("page", "ticket");
			assertThat(alert.text("$.labels.team")).isIn("ops", "dev");
			assertThat(tests).contains("alertname: " + name + "\n        exp_alerts");
		});
	}

	/**
	 * The operator names a job after its Service unless it is told a label.
	 */
	@Test
	void inAClusterTheJobHasTheNameThatAlertsAskFor() throws IOException {
		List<Document> monitored = Document.parse(Files.readString(Path.of("k8s/monitoring/servicemonitor.yaml")));
		String label = monitored.get(1).text("$.spec.jobLabel");
		assertThat(monitored.get(0).text("$.metadata.labels['" + label + "']")).isEqualTo("backend");
		assertThat(named(rules(), "alert", "NoBackend").text("$.expr")).contains("job=\"backend\"");
	}

	/**
	 * Compares whole expressions with what the scorecard writes for its default levels:
	 * every metric that it judges has an alert.
	 */
	@Test
	void alertsWhereTheScorecardDoes() throws IOException {
		List<Document> generated = generated();
		assertThat(generated.stream().map((rule) -> rule.text("$.alert")))
			.containsExactlyInAnyOrderElementsOf(ALERT_OF.keySet())
			.hasSameSizeAs(Metric.values());
		for (Document expected : generated) {
			Document rule = named(rules(), "alert", ALERT_OF.getOrDefault(expected.text("$.alert"), ""));
			assertThat(expanded(rule.text("$.expr")).replace("cache!=\"overview-page\",", ""))
				.isEqualTo(expected.text("$.expr"));
			assertThat(rule.text("$.for")).isEqualTo(expected.text("$.for"));
		}
	}

	/**
	 * The sum over all endpoints, which adds pods, is above the level only where one of
	 * them is.
	 */
	@Test
	void alertsForAllEndpointsAsForEach() throws IOException {
		Document each = named(generated(), "alert", "SlowEndpoint");
		Document all = named(rules(), "alert", "SlowRequests");
		assertThat(expanded(all.text("$.expr")))
			.isEqualTo(each.text("$.expr").replace("application, method, uri", "application"));
		assertThat(all.text("$.for")).isEqualTo(each.text("$.for"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1h", "2h", "6h", "1d", "3d" })
	void requestsAndErrorsOfLongerTimesAreCountedTheSameWay(String time) throws IOException {
		for (String record : List.of("slo:http_requests:rate", "slo:http_error:ratio_rate")) {
			String now = named(rules(), "record", record + "5m").text("$.expr");
			String longer = named(rules(), "record", record + time).text("$.expr");
			assertThat(longer).isEqualTo(now.replace("[5m]", "[" + time + "]")
				.replaceAll("/ slo:http_requests:rate5m$", "/ slo:http_requests:rate" + time));
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

	/**
	 * JSON is YAML, whose parser here refuses a key that is there twice.
	 */
	@Test
	void theDashboardHasWhatGrafanaAsksFor() throws IOException {
		Document dashboard = Document.read(Path.of("monitoring/grafana/dashboards/portfolio.json")).get(0);
		assertThat(dashboard.text("$.uid")).isNotEmpty();
		assertThat(dashboard.text("$.title")).isNotEmpty();
		assertThat(dashboard.number("$.schemaVersion")).isPositive();
		assertThat(dashboard.all("$.panels[*].id")).doesNotHaveDuplicates().hasSameSizeAs(dashboard.all("$.panels[*]"));
		assertThat(dashboard.parts("$.panels[*]")).allSatisfy((panel) -> {
			assertThat(panel.text("$.type")).isIn("row", "stat", "timeseries", "bargauge", "table", "gauge");
			assertThat(panel.fields("$.gridPos")).containsExactlyInAnyOrder("h", "w", "x", "y");
			assertThat(panel.number("$.gridPos.x") + panel.number("$.gridPos.w")).isLessThanOrEqualTo(24);
			assertThat(panel.all("$.targets[*].refId")).doesNotHaveDuplicates()
				.hasSameSizeAs(panel.all("$.targets[*]"));
		});
		assertThatExceptionOfType(YAMLException.class).isThrownBy(() -> Document.parse("{\"a\": 1, \"a\": 2}"));
	}

	private static List<Document> generated() throws IOException {
		return Document.parse(PrometheusRules.yaml(defaults(), MANAGEMENT)).get(0).parts("$.groups[*].rules[*]");
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
		for (Metric metric : Metric.values()) {
			if (metric != Metric.SLOW_REQUESTS) {
				levels.put(metric, levels(
						PROPERTY_OF.getOrDefault(metric, metric.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
			}
		}
		levels.put(Metric.SLOW_REQUESTS, new Threshold(Objectives.SLOW_SHARE, Objectives.SLOW_SHARE));
		return new Objectives(duration("window"), number("min-requests"), duration("latency.objective"),
				duration("latency.alert"), number("pod-demand.requests-per-pod"), levels);
	}

	private static Threshold levels(String metric) throws IOException {
		return new Threshold(level(metric + ".objective"), level(metric + ".alert"));
	}

	/**
	 * Times are compared in seconds.
	 */
	private static double level(String name) throws IOException {
		String value = defaultOf(name);
		return value.endsWith("s") ? DurationStyle.detectAndParse(value).toSeconds() : Double.parseDouble(value);
	}

	private static Duration duration(String name) throws IOException {
		return DurationStyle.detectAndParse(defaultOf(name));
	}

	private static int number(String name) throws IOException {
		return Integer.parseInt(defaultOf(name));
	}

	private static String defaultOf(String name) throws IOException {
		String property = "platform.health.scorecard." + name;
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
