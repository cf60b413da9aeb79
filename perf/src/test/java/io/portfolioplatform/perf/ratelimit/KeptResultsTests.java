package io.portfolioplatform.perf.ratelimit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables that are kept are those of the figures that are kept.
 */
class KeptResultsTests {

	private static final Path RESULTS = Path.of("results");

	@Test
	void decisions() {
		Map<String, List<Sample>> samples = read("limit-decisions.json", new TypeReference<>() {
		});
		assertKept("limit-decisions.md", HotKey.table(samples, ""));
	}

	@Test
	void leases() {
		List<Leases.Row> rows = read("limit-leases.json", new TypeReference<>() {
		});
		assertKept("limit-leases.md", Leases.table(rows, ""));
	}

	@Test
	void outage() {
		List<Outage.Loss> losses = read("limit-outage.json", new TypeReference<>() {
		});
		assertKept("limit-outage.md", Outage.table(losses, ""));
	}

	private static <T> T read(String file, TypeReference<T> type) {
		return new JsonMapper().readValue(RESULTS.resolve(file), type);
	}

	/** On what it was measured stands below. */
	private static void assertKept(String file, Results table) {
		assertThat(RESULTS.resolve(file)).content().startsWith(table.markdown() + "\n");
	}

}
