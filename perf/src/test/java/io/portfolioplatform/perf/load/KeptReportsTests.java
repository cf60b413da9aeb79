package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeptReports}, with those that are kept.
 */
class KeptReportsTests {

	private static final Path RESULTS = Path.of("results");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "load", "compare" })
	void reportsAreThoseOfTheFigures(String name) throws IOException {
		for (String file : List.of(name + ".json", name + ".md")) {
			Files.copy(RESULTS.resolve(file), this.directory.resolve(file));
		}
		new KeptReports(this.directory).writeAnew();
		assertThat(this.directory.resolve(name + ".md")).hasSameTextualContentAs(RESULTS.resolve(name + ".md"));
	}

	@Test
	void thePageHasTheSameTable() throws IOException {
		assertThat(RESULTS.resolve("load.html")).content()
			.contains("<pre>" + Files.readString(RESULTS.resolve("load.md")) + "</pre>");
	}

	@Test
	void leavesMachineAndCommitAsTheyWere() throws IOException {
		Files.copy(RESULTS.resolve("compare.json"), this.directory.resolve("compare.json"));
		Files.writeString(this.directory.resolve("compare.md"), "Old.\n\nMeasured on 9 cores, commit 1234567: "
				+ new KeptReports(RESULTS).compare().versions() + ", and so on.\n");
		new KeptReports(this.directory).writeAnew();
		assertThat(this.directory.resolve("compare.md")).content()
			.startsWith("The application behind")
			.contains("\nMeasured on 9 cores, commit 1234567: PostgreSQL ");
		assertThat(this.directory).isDirectoryNotContaining("glob:**load*");
	}

}
