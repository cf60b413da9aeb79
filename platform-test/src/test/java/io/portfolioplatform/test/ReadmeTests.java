package io.portfolioplatform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code GreetingTests} stands in the module's README as it does in the sources, where it
 * is a test that runs. Its other text is not read.
 */
class ReadmeTests {

	@Test
	void showsTheExampleThatIsCompiledAndRun() throws IOException {
		String example = Files
			.readString(Path.of("src/test/java/io/portfolioplatform/test/example/GreetingTests.java"));
		assertThat(Files.readString(Path.of("README.md")))
			.contains("```java\n" + example.substring(example.indexOf("@EmbeddedServers")) + "```");
	}

}
