package io.portfolioplatform.perf.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Machine}.
 */
class MachineTests {

	@Test
	void saysOnWhatWasMeasured() {
		assertThat(Machine.describe())
			.matches("\\d+ cores( \\([^)].*\\))?, \\d+ GiB, JDK \\d+.*, .+, (commit [0-9a-f]{7}.*|built outside .*)");
	}

	@Test
	void namesTheModelOfTheCoresWhereLinuxDoes(@TempDir Path directory) throws IOException {
		Path cpus = Files.writeString(directory.resolve("cpuinfo"), """
				processor	: 0
				model		: 2
				model name	: Some CPU: 3 GHz
				processor	: 1
				model name	: Some CPU: 3 GHz
				""");
		assertThat(Machine.model(cpus)).isEqualTo(" (Some CPU: 3 GHz)");
		assertThat(Machine.model(Files.writeString(directory.resolve("other"), "processor: 0\n"))).isEmpty();
		assertThat(Machine.model(directory.resolve("missing"))).isEmpty();
	}

}
