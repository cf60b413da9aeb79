package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the images' build files.
 */
class DockerfileTests {

	private static final Path BACKEND = Path.of("docker/Dockerfile");

	@ParameterizedTest
	@ValueSource(strings = { "docker/Dockerfile", "docker/pgbouncer/Dockerfile", "docker/backup/Dockerfile",
			"docker/exporters/Dockerfile" })
	void compliesWithTheRules(Path file) throws IOException {
		assertThat(violations(Files.readString(file))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					USER 10001:10001                  | USER root                               | runs as a user that is no number above 10000
					USER 10001:10001                  | USER app                                | runs as a user that is no number above 10000
					FROM eclipse-temurin:25-jre AS    | FROM eclipse-temurin AS                 | builds on an image without a version
					FROM eclipse-temurin:25-jre AS    | FROM eclipse-temurin:latest AS          | builds on an image without a version
					COPY reference-app                | ADD reference-app                       | uses ADD
					ENTRYPOINT ["java", "-jar", "app.jar"] | ENTRYPOINT java -jar app.jar       | starts through a shell
					EXPOSE 8080 8081                  | ENV DB_PASSWORD=x                       | holds a secret
					HEALTHCHECK --interval            | LABEL x                                 | has no health check
					""")
	void noticesWhatIsBroken(String good, String bad, String violation) throws IOException {
		String text = Files.readString(BACKEND);
		assertThat(text).contains(good);
		assertThat(violations(text.replace(good, bad))).contains(violation);
	}

	@Test
	void startsFromLayersAndAnAotCache() throws IOException {
		assertThat(Files.readString(BACKEND)).contains("-Djarmode=tools", "\"--layers\"", "-XX:AOTCache=/app/app.aot");
	}

	private static List<String> violations(String text) {
		List<String> violations = new ArrayList<>();
		List<String> lines = text.replace("\\\n", " ").lines().filter((line) -> !line.startsWith("#")).toList();
		if (!last(lines, "USER ").matches("USER [1-9]\\d{4,}:[1-9]\\d{4,}")) {
			violations.add("runs as a user that is no number above 10000");
		}
		if (lines.stream().anyMatch((line) -> line.matches("FROM (?!\\S+:(?!latest)).*"))) {
			violations.add("builds on an image without a version");
		}
		if (lines.stream().anyMatch((line) -> line.startsWith("ADD "))) {
			violations.add("uses ADD");
		}
		if (!last(lines, "ENTRYPOINT ").startsWith("ENTRYPOINT [")) {
			violations.add("starts through a shell");
		}
		if (lines.stream().anyMatch((line) -> line.matches("(ENV|ARG) \\S*(PASSWORD|SECRET|TOKEN|KEY)\\S*.*"))) {
			violations.add("holds a secret");
		}
		if (last(lines, "HEALTHCHECK ").isEmpty()) {
			violations.add("has no health check");
		}
		return violations;
	}

	private static String last(List<String> lines, String instruction) {
		return lines.stream().filter((line) -> line.startsWith(instruction)).reduce("", (first, second) -> second);
	}

}
