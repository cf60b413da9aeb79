package io.portfolioplatform.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the compiler cannot see in the sources: tests that sleep or are switched off or
 * run a part of what they could without a word, modules without a README.
 */
class SourceTests {

	private static final Path ROOT = Path.of("..");

	@Test
	void noTestSleeps() {
		assertThat(testsContaining("Thread." + "sleep(")).as("use Awaitility or a latch").isEmpty();
	}

	@Test
	void nothingBlocksInSynchronized() {
		assertThat(filesContaining("/src/main/", "synchronized" + " ("))
			.as("virtual threads of JDK 21 to 23 pin in it: use a ReentrantLock or a concurrent collection")
			.isEmpty();
	}

	@Test
	void noTestIsDisabled() {
		assertThat(testsContaining("@" + "Disabled")).as("mend it or delete it").isEmpty();
	}

	@Test
	void everySuiteWithAShortFormSaysSo() {
		List<Path> suites = testsContaining("PORTFOLIO_TEST_" + "SCALE");
		assertThat(suites).isNotEmpty()
			.allSatisfy((suite) -> assertThat(suite).content()
				.contains("System.out.printf(")
				.containsPattern(
						"\"full (form|length)\" : \"(short form, the full one has|a tenth of the full length)"));
	}

	@Test
	void everyModuleHasAReadme() throws IOException {
		try (Stream<Path> folders = Files.list(ROOT)) {
			assertThat(folders.filter((folder) -> Files.exists(folder.resolve("pom.xml"))))
				.allSatisfy((folder) -> assertThat(folder.resolve("README.md")).isNotEmptyFile());
		}
	}

	private static List<Path> testsContaining(String text) {
		return filesContaining("/src/test/", text);
	}

	private static List<Path> filesContaining(String folder, String text) {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().contains(folder) && file.toString().endsWith(".java"))
				.filter((file) -> contains(file, text))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot walk the sources", ex);
		}
	}

	private static boolean contains(Path file, String text) {
		try {
			return Files.readString(file).contains(text);
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot read " + file, ex);
		}
	}

}
