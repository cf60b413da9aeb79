package io.portfolioplatform.health.scorecard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.portfolioplatform.health.RequestPriority;
import io.portfolioplatform.health.RunningApplication;
import io.portfolioplatform.health.Work;
import io.portfolioplatform.health.shed.ShedListener;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of a running application, compared with what its Prometheus endpoint really
 * says.
 */
class PrometheusRulesTests {

	private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(_[a-z]+)+(?=[{\\[) ]|$)");

	private static final Pattern LE = Pattern.compile("le=\"[0-9.]+\"");

	private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]+)}");

	private static final Pattern LABEL = Pattern.compile("(\\w+)(=|=~|!~)\"([^\"]*)\"");

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	@Test
	void everyRuleIsAboutAMetricThatIsThere() throws Exception {
		try (RunningApplication application = start()) {
			for (int i = 0; i < 30; i++) {
				application.get("/work");
			}
			assertThat(application.send("/broken").statusCode()).isEqualTo(500);
			MeterRegistry meters = application.context().getBean(MeterRegistry.class);
			FunctionCounter.builder("cache.gets", 1, Integer::doubleValue)
				.tags("cache", "prices", "result", "hit")
				.register(meters);
			FunctionCounter.builder("cache.level.gets", 1, Integer::doubleValue)
				.tags("cache", "prices", "level", "shared", "result", "hit")
				.register(meters);
			TimeGauge.builder("platform.dbpool.lease.age", () -> 3, TimeUnit.SECONDS).register(meters);
			application.context()
				.getBeanProvider(ShedListener.class)
				.forEach((listener) -> listener.shed("/work", RequestPriority.ANONYMOUS, ShedListener.Reason.LIMIT));
			System.gc();
			// The garbage collector tells of its pauses a little later.
			Awaitility.await().until(() -> meters.find("jvm.gc.pause").timer() != null);
			String rules = application.get("/actuator/scorecard?format=rules");
			String scrape = application.get("/actuator/prometheus");
			Set<String> names = find(METRIC, String.join("\n", expressions(rules)));
			assertThat(names).hasSizeGreaterThanOrEqualTo(8)
				.allSatisfy((name) -> assertThat(scrape).containsPattern("(?m)^" + name + "[{ ]"));
			Set<String> selectors = find(SELECTOR, String.join("\n", expressions(rules)));
			assertThat(selectors).hasSizeGreaterThanOrEqualTo(8)
				.allSatisfy((selector) -> assertThat(scrape.lines()).as(selector)
					.anyMatch((series) -> selects(selector, series)));
			assertThat(find(LE, rules)).containsExactly("le=\"1.5\"")
				.allSatisfy((le) -> assertThat(scrape).contains(le));
			assertThat(scrape).contains("le=\"0.25\"", "le=\"0.5\"", "le=\"1.0\"").contains("platform_health_ready");
			assertThat(application.get("/actuator/scorecard?format=text"))
				.containsPattern("(PASS|FAIL) +slow requests +GET /work");
		}
	}

	@Test
	void rulesFollowTheProperties() throws Exception {
		try (RunningApplication application = start()) {
			String rules = application.get("/actuator/scorecard?format=rules");
			assertThat(expressions(rules)).hasSize(9)
				.anyMatch((rule) -> rule.contains("outcome=\"SERVER_ERROR\"") && rule.contains("> 0.07 and 300 * ")
						&& rule.endsWith(" >= 20"))
				.anyMatch((rule) -> rule.startsWith("1 - (sum by (application, method, uri) (rate(http")
						&& rule.contains("le=\"1.5\"") && rule.contains("> 0.05 and 300 * "))
				.anyMatch((rule) -> rule.equals("hikaricp_connections_active / hikaricp_connections_max > 0.95"))
				.anyMatch((rule) -> rule.equals("platform_dbpool_lease_age_seconds > 40"))
				.anyMatch((rule) -> rule.contains("http_server_requests_seconds_sum") && rule.endsWith("/ 70 > 1"))
				.anyMatch((rule) -> rule.contains("cache_gets_total") && rule.contains(" < 0.4 and 300 * ")
						&& rule.endsWith(" >= 20"));
			assertThat(rules).contains("summary: \"slow requests of {{ $labels.application }} {{ $labels.method }}"
					+ " {{ $labels.uri }}: {{ $value }}\"");
		}
	}

	private static List<String> expressions(String rules) {
		Map<String, List<Map<String, List<Map<String, String>>>>> file = new Yaml().load(rules);
		return file.getOrDefault("groups", List.of())
			.get(0)
			.getOrDefault("rules", List.of())
			.stream()
			.map((rule) -> rule.getOrDefault("expr", ""))
			.toList();
	}

	private static Set<String> find(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			found.add(matcher.group());
		}
		return found;
	}

	private static boolean selects(String selector, String series) {
		Map<String, String> labels = LABEL.matcher(series)
			.results()
			.collect(Collectors.toMap((label) -> label.group(1), (label) -> label.group(3)));
		return series.startsWith(selector.substring(0, selector.indexOf('{') + 1))
				&& LABEL.matcher(selector).results().allMatch((wanted) -> {
					String value = labels.getOrDefault(wanted.group(1), "");
					return wanted.group(2).equals("=") ? value.equals(wanted.group(3))
							: value.matches(wanted.group(3)) == wanted.group(2).equals("=~");
				});
	}

	private RunningApplication start() {
		return RunningApplication.start(Shop.class, "--spring.datasource.url=" + this.database.jdbcUrl(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(),
				"--management.endpoints.web.exposure.include=scorecard,prometheus",
				"--platform.health.scorecard.latency.alert=1500ms", "--platform.health.scorecard.errors.alert=0.07",
				"--platform.health.scorecard.pool-use.alert=0.95", "--platform.health.scorecard.cache-hits.alert=0.4",
				"--platform.health.scorecard.lease-age.alert=40s",
				"--platform.health.scorecard.pod-demand.requests-per-pod=70");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Work.class)
	static class Shop {

	}

}
