package io.portfolioplatform.deploy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the alerts with the tools of Prometheus and Alertmanager.
 */
@RequiresDocker
class AlertRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "/m/alerts.test.yml", "/m/alerts.days.test.yml" })
	void fireAndKeepSilent(String file) throws Exception {
		assertThat(run("prom/prometheus:v2.53.3", "promtool", "test", "rules", file).getStdout()).contains("SUCCESS");
	}

	@Test
	void areRead() throws Exception {
		assertThat(run("prom/prometheus:v2.53.3", "promtool", "check", "rules", "/m/alerts.yml").getExitCode())
			.isZero();
	}

	@Test
	void pageWhereTheySaySo() throws Exception {
		String[] route = { "amtool", "config", "routes", "test", "--config.file=/m/alertmanager.yml" };
		assertThat(run("prom/alertmanager:latest", with(route, "severity=page")).getStdout()).contains("page");
		assertThat(run("prom/alertmanager:latest", with(route, "severity=ticket")).getStdout()).contains("ticket");
		String[] scaling = with(with(route, "severity=page"), "action=scale_up");
		assertThat(run("prom/alertmanager:latest", scaling).getStdout()).contains("scale,page");
	}

	/**
	 * No Grafana runs here: what it would ask, Prometheus with its shipped configuration
	 * is asked.
	 */
	@Test
	void panelsAskWhatPrometheusUnderstands() throws Exception {
		List<Object> questions = Watched.dashboard().all("$.panels[*].targets[*].expr");
		assertThat(questions).hasSizeGreaterThan(20).noneMatch((question) -> question.toString().contains("$"));
		try (GenericContainer<?> prometheus = new GenericContainer<>("prom/prometheus:v2.53.3")
			.withCopyFileToContainer(MountableFile.forHostPath("monitoring"), "/etc/prometheus")
			.withExposedPorts(9090)
			.withCreateContainerCmdModifier((create) -> create.withEntrypoint("prometheus",
					"--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/tmp/data"))
			.waitingFor(Wait.forHttp("/-/ready"))) {
			prometheus.start();
			String url = "http://" + prometheus.getHost() + ":" + prometheus.getMappedPort(9090)
					+ "/api/v1/query?query=";
			for (Object question : questions) {
				assertThat(ask(url, question.toString())).as(question.toString()).contains("\"status\":\"success\"");
			}
			assertThat(ask(url, "sum(rate(x))")).contains("\"status\":\"error\"");
		}
	}

	private static String ask(String url, String question) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url + URLEncoder.encode(question, StandardCharsets.UTF_8))).build(),
					BodyHandlers.ofString())
			.body();
	}

	private static String[] with(String[] command, String argument) {
		String[] all = Arrays.copyOf(command, command.length + 1);
		all[command.length] = argument;
		return all;
	}

	private static ExecResult run(String image, String... command) throws Exception {
		try (GenericContainer<?> container = new GenericContainer<>(image)
			.withCopyFileToContainer(MountableFile.forHostPath("monitoring"), "/m")
			.withCreateContainerCmdModifier((create) -> create.withEntrypoint("sleep", "infinity"))) {
			container.start();
			ExecResult result = container.execInContainer(command);
			assertThat(result.getExitCode()).as(result.getStdout() + result.getStderr()).isZero();
			return result;
		}
	}

}
