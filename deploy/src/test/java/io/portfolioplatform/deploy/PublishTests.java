package io.portfolioplatform.deploy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Publishes the images to a registry of Debian's package; run after the application is
 * packaged, which is why Maven has a stand-in that does nothing.
 */
@RequiresDocker
@Tag("packaged")
@Tag("image")
class PublishTests {

	private static final List<String> IMAGES = List.of("backend", "pgbouncer", "exporters", "backup");

	@TempDir
	Path directory;

	@Test
	void pushesEveryImage() throws Exception {
		Path mvn = Files.writeString(this.directory.resolve("mvn"), "#!/bin/sh\n");
		Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
		Map<String, String> environment = Map.of("PATH", this.directory + ":" + System.getenv("PATH"));
		try (GenericContainer<?> registry = registry()) {
			registry.start();
			String address = "127.0.0.1:" + registry.getMappedPort(5000);
			Commands.run(environment, "deploy/bin/publish", address + "/team/", "1.4.0");
			for (String image : IMAGES) {
				String name = address + "/team/portfolio-" + image + ":1.4.0";
				String local = Commands.run(Map.of(), "docker", "image", "inspect", "-f", "{{.Id}}", name).strip();
				assertThat(pushed(address, "team/portfolio-" + image).text("$.config.digest")).isEqualTo(local);
				Commands.run(Map.of(), "docker", "rmi", name);
			}
		}
	}

	@Test
	void refusesATagThatNamesNoVersion() throws Exception {
		assertThat(Commands.tryRun(Map.of(), "deploy/bin/publish", "127.0.0.1:1", "latest").output())
			.contains("names no version");
		assertThat(Commands.tryRun(Map.of(), "deploy/bin/publish", "127.0.0.1:1").output()).contains("Usage");
	}

	private static GenericContainer<?> registry() {
		return new GenericContainer<>(new ImageFromDockerfile("portfolio-registry:test", false)
			.withDockerfileFromBuilder((builder) -> builder.from("debian:13-slim")
				.run("apt-get update && apt-get install -y --no-install-recommends docker-registry"
						+ " && rm -rf /var/lib/apt/lists/*")
				.run("printf 'version: 0.1\\nstorage: {filesystem: {rootdirectory: /tmp}}\\nhttp: {addr: \"0.0.0.0:5000\"}\\n'"
						+ " > /etc/registry.yml")
				.cmd("docker-registry", "serve", "/etc/registry.yml")
				.build()))
			.withExposedPorts(5000);
	}

	private static Document pushed(String registry, String image) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://" + registry + "/v2/" + image + "/manifests/1.4.0"))
			.header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
			.build();
		return Document.json(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
	}

}
