package io.portfolioplatform.perf.load;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalSystem#LIMITS_LIFTED}.
 */
class LiftedLimitsTests {

	private static final String BANDWIDTHS = "PLATFORM_RATELIMIT_POLICIES_DASHBOARD_BANDWIDTHS_";

	@Test
	void liftsEachBandwidthThatIsShippedAndNoOther() throws Exception {
		List<Map<String, Object>> shipped = shipped();
		assertThat(shipped).hasSizeGreaterThan(1);
		Map<String, String> lifted = new HashMap<>();
		for (int i = 0; i < shipped.size(); i++) {
			lifted.put(BANDWIDTHS + i + "_CAPACITY", "1000000000");
			lifted.put(BANDWIDTHS + i + "_PERIOD", (String) shipped.get(i).get("period"));
		}
		assertThat(LocalSystem.LIMITS_LIFTED).isEqualTo(lifted);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> shipped() throws Exception {
		try (Reader reader = Files.newBufferedReader(Path.of("../reference-app/src/main/resources/application.yaml"))) {
			Object found = new Yaml().load(reader);
			for (String key : List.of("platform", "ratelimit", "policies", "dashboard", "bandwidths")) {
				found = ((Map<String, Object>) found).get(key);
			}
			return (List<Map<String, Object>>) found;
		}
	}

}
