package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeptLimits}, with those that are kept.
 */
class KeptLimitsTests {

	private static final Path RESULTS = Path.of("results");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { KeptLimits.DECISIONS, KeptLimits.LEASES, KeptLimits.OUTAGE })
	void tablesAreThoseOfTheFigures(String name) throws IOException {
		for (String file : new String[] { name + ".json", name + ".md" }) {
			Files.copy(RESULTS.resolve(file), this.directory.resolve(file));
		}
		new KeptLimits(this.directory).writeAnew();
		assertThat(this.directory.resolve(name + ".md")).hasSameTextualContentAs(RESULTS.resolve(name + ".md"));
	}

	@Test
	void leavesHowAndOnWhatItWasMeasured() throws IOException {
		Files.copy(RESULTS.resolve("limit-outage.json"), this.directory.resolve("limit-outage.json"));
		Path table = this.directory.resolve("limit-outage.md");
		Files.writeString(table, "An old table.\n\n- an old goal\n\n3 losses, commit 1234567.\n");
		new KeptLimits(this.directory).writeAnew();
		assertThat(table).content()
			.startsWith("| | the call that met the loss |")
			.endsWith("**reached**\n\n3 losses, commit 1234567.\n")
			.doesNotContain("old");
		assertThat(this.directory).isDirectoryNotContaining("glob:**limit-leases*");
	}

}
