package io.portfolioplatform.perf.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Kept}.
 */
class KeptTests {

	private static final Path RESULTS = Path.of("results");

	@ParameterizedTest
	@MethodSource("measured")
	void tablesAreThoseOfTheScores(Suite suite) throws IOException {
		assertThat(RESULTS.resolve(suite.id() + ".md")).hasContent(new Kept(RESULTS).table(suite));
	}

	@ParameterizedTest
	@MethodSource("measured")
	void tablesNameACommit(Suite suite) {
		assertThat(RESULTS.resolve(suite.id() + ".md")).content().containsPattern("commit(ted with)? [0-9a-f]{7}");
	}

	@ParameterizedTest
	@MethodSource("measured")
	void scoresAreThoseOfAllVariants(Suite suite) {
		assertThat(new Kept(RESULTS).scores(suite)).containsOnlyKeys(suite.variants());
	}

	@Test
	void writesTablesOfWhatWasMeasured(@TempDir Path directory) throws IOException {
		Path table = directory.resolve("limit-local.md");
		Files.copy(RESULTS.resolve("limit-local.json"), directory.resolve("limit-local.json"));
		Files.writeString(table, "Medians of a few rounds.\n");
		new Kept(directory).writeTables();
		assertThat(table).content().startsWith("| variant |").endsWith(" Medians of a few rounds.\n");
		assertThat(directory).isDirectoryContaining("glob:**limit-local.json")
			.isDirectoryNotContaining("glob:**near-hit*");
	}

	static Stream<Suite> measured() {
		return Arrays.stream(Suite.values()).filter((suite) -> Files.exists(RESULTS.resolve(suite.id() + ".json")));
	}

}
