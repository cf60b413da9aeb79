package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Results} and {@link Redis}.
 */
class ResultsTests {

	@Test
	void namesTheServerThatWasMeasured(@TempDir Path directory) throws IOException {
		new Results().write(directory, "some", List.of(1), "One caller", "8.2.1");
		assertThat(directory.resolve("some.md")).content()
			.startsWith("\nOne caller, Redis 8.2.1 on the same machine: ");
	}

	@Test
	void theServerSaysItsVersion() {
		try (Redis redis = Redis.start()) {
			assertThat(redis.version()).matches("\\d+(\\.\\d+)+");
		}
	}

}
