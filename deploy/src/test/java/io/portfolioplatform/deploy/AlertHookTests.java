package io.portfolioplatform.deploy;

import java.io.BufferedReader;
import java.net.URI;
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
		try (Hook hook = start("3", "300")) {
			assertThat(post(hook, FIRING).body()).isEqualTo("4 backends");
			assertThat(post(hook, FIRING).body()).isEqualTo("cooling down");
			assertThat(Files.readString(this.directory.resolve("scaled"))).isEqualTo("4\n");
		}
	}

	@Test
	void addsNoneForOtherAlertsResolvedOnesOrBeyondTheMost() throws Exception {
		try (Hook hook = start("6", "0")) {
			assertThat(post(hook, FIRING.replace("firing", "resolved")).body()).isEqualTo("nothing to do");
			assertThat(post(hook, FIRING.replace("scale_up", "look")).body()).isEqualTo("nothing to do");
			assertThat(post(hook, FIRING).body()).isEqualTo("6 backends are the most");
			assertThat(post(hook, "[]").statusCode()).isEqualTo(400);
			assertThat(this.directory.resolve("scaled")).doesNotExist();
		}
	}

	private HttpResponse<String> post(Hook hook, String body) throws Exception {
		return this.client.send(HttpRequest.newBuilder(hook.uri()).POST(BodyPublishers.ofString(body)).build(),
				BodyHandlers.ofString());
	}

	private Hook start(String running, String cooldown) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("deploy/bin/alert-hook", "127.0.0.1:0")
			.directory(Commands.ROOT.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		Path script = Files.writeString(this.directory.resolve("scale"),
				"echo \"$1\" >> " + this.directory.resolve("scaled") + "\n");
		builder.environment()
			.putAll(Map.of("SCALE", "bash " + script, "COUNT", "echo " + running, "COOLDOWN", cooldown));
		Process process = builder.start();
		BufferedReader reader = process.inputReader();
		String line = String.valueOf(reader.readLine());
		return new Hook(process, URI.create("http://" + line.replace("listening on ", "")));
	}

	/**
	 * A running hook.
	 *
	 * @param process its process
	 * @param uri where it listens
	 */
	private record Hook(Process process, URI uri) implements AutoCloseable {

		@Override
		public void close() {
			this.process.destroy();
			this.process.onExit().join();
		}

	}

}
