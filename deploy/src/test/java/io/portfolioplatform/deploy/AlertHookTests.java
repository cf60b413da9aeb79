package io.portfolioplatform.deploy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hook that adds a backend when Alertmanager says so.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#havePython")
class AlertHookTests {

	private static final String FIRING = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"action\":\"scale_up\"}}]}";

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	Path directory;

	@Test
	void addsABackendAndThenWaits() throws Exception {
		try (AlertHook hook = start("3", "300")) {
			assertThat(post(hook, FIRING).body()).isEqualTo("4 backends");
			assertThat(post(hook, FIRING).body()).isEqualTo("cooling down");
			assertThat(Files.readString(this.directory.resolve("scaled"))).isEqualTo("4\n");
		}
	}

	@Test
	void addsNoneForOtherAlertsResolvedOnesOrBeyondTheMost() throws Exception {
		try (AlertHook hook = start("6", "0")) {
			assertThat(post(hook, FIRING.replace("firing", "resolved")).body()).isEqualTo("nothing to do");
			assertThat(post(hook, FIRING.replace("scale_up", "look")).body()).isEqualTo("nothing to do");
			assertThat(post(hook, FIRING).body()).isEqualTo("6 backends are the most");
			assertThat(post(hook, "[]").statusCode()).isEqualTo(400);
			assertThat(this.directory.resolve("scaled")).doesNotExist();
		}
	}

	private HttpResponse<String> post(AlertHook hook, String body) throws Exception {
		return this.client.send(HttpRequest.newBuilder(hook.uri()).POST(BodyPublishers.ofString(body)).build(),
				BodyHandlers.ofString());
	}

	private AlertHook start(String running, String cooldown) throws Exception {
		Path script = Files.writeString(this.directory.resolve("scale"),
				"echo \"$1\" >> " + this.directory.resolve("scaled") + "\n");
		return AlertHook.start("127.0.0.1",
				Map.of("SCALE", "bash " + script, "COUNT", "echo " + running, "COOLDOWN", cooldown));
	}

}
