package io.portfolioplatform.app.security;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Attacks through the published nginx, with its shipped configuration, from a network
 * that the application trusts: as from one of Docker's, or in {@code deploy/local}.
 */
@AttackTest
@EnabledIf("haveNginx")
class EdgeEvasionTests {

	private static final String FORM = "{\"email\":\"a@example.com\",\"password\":\"x\"}";

	@TempDir
	Path directory;

	@LocalServerPort
	private int port;

	private RawHttp edge;

	private Process nginx;

	static boolean haveNginx() {
		return Boolean.parseBoolean(System.getenv("REQUIRE_DOCKER"))
				|| Stream.of("/usr/sbin/nginx", "/usr/bin/nginx").anyMatch((file) -> Files.isExecutable(Path.of(file)));
	}

	@BeforeEach
	void start() throws IOException {
		int published = freePort();
		this.edge = new RawHttp(published, "127.0.0.2");
		String configuration = Files.readString(Path.of("../deploy/compose/nginx/nginx.conf"));
		for (Map.Entry<String, String> change : Map
			.of("listen 8080", "listen 127.0.0.1:" + published, "listen 8081", "listen 127.0.0.1:" + freePort(),
					"router:8080", "127.0.0.1:" + this.port, "/tmp/", this.directory + "/")
			.entrySet()) {
			assertThat(configuration).contains(change.getKey());
			configuration = configuration.replace(change.getKey(), change.getValue());
		}
		Path file = Files.writeString(this.directory.resolve("nginx.conf"), configuration);
		this.nginx = new ProcessBuilder("bash", "-c",
				"PATH=$PATH:/usr/sbin exec nginx -e stderr -c " + file + " -g 'daemon off;'")
			.inheritIO()
			.start();
		await().ignoreExceptions().until(() -> this.edge.get("GET /nginx-health").status() == 200);
	}

	@AfterEach
	void stop() {
		this.nginx.destroy();
		this.nginx.onExit().join();
	}

	@Test
	void noClaimAboutTheAddressAllowsMoreGuesses() {
		List<Integer> statuses = Stream
			.of("X: x", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 192.0.2.2, 192.0.2.3",
					"X-Forwarded-For: 192.0.2.4\r\nX-Forwarded-For: 192.0.2.5", "X-Forwarded-For: 127.0.0.1",
					"X-Forwarded-For: 2001:db8:1:2::3", "X-Forwarded-For: unknown", "X-Real-IP: 192.0.2.6",
					"Forwarded: for=192.0.2.7", "X_Forwarded_For: 192.0.2.8")
			.map(this::signIn)
			.toList();
		assertThat(statuses.subList(0, 2)).containsOnly(503);
		assertThat(statuses.subList(2, statuses.size())).containsOnly(429);
	}

	private int signIn(String claim) {
		return this.edge
			.get("POST /session", claim, "Content-Type: application/json",
					"Content-Length: " + FORM.length() + "\r\n\r\n" + FORM)
			.status();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
