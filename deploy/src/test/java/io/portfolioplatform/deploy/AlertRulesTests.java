package io.portfolioplatform.deploy;

import java.util.Arrays;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the alerts with the tools of Prometheus and Alertmanager.
 */
@RequiresDocker
class AlertRulesTests {

	@Test
	void fireAndKeepSilent() throws Exception {
		assertThat(run("prom/prometheus:v2.53.3", "promtool", "test", "rules", "/m/alerts.test.yml").getStdout())
			.contains("SUCCESS");
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
