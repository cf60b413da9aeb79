package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Artillery's file asks for what {@link PortfolioSimulation} asks for, at the first rates
 * of the {@link LoadPlan}.
 */
class LoadTestFileTests {

	private Map<String, Object> file = Map.of();

	@BeforeEach
	void read() throws IOException {
		try (Reader reader = Files.newBufferedReader(Path.of("load-test.yml"))) {
			this.file = new Yaml().load(reader);
		}
	}

	@Test
	void theMixIsTheSame() {
		assertThat(list(this.file, "scenarios"))
			.extracting((scenario) -> scenario.get("name"),
					(scenario) -> ((Number) scenario.get("weight")).doubleValue())
			.containsExactly(tuple("overview", PortfolioSimulation.OVERVIEWS),
					tuple("market data", PortfolioSimulation.MARKET_DATA),
					tuple("performance", PortfolioSimulation.PERFORMANCES), tuple("write", PortfolioSimulation.WRITES));
	}

	@Test
	void theFirstRatesAndTimesAreTheSame() {
		List<LoadPlan.Step> plan = LoadPlan.full().steps();
		List<Map<String, Object>> phases = list(map(this.file, "config"), "phases");
		assertThat(phases.get(0)).as("a rise to the guide's rate").contains(entry("rampTo", LoadPlan.GUIDE_RATE));
		// Of the plan's rises only the first is a step of its own.
		assertThat(phases.subList(1, phases.size())).isNotEmpty()
			.extracting((phase) -> phase.get("arrivalRate"), (phase) -> phase.get("duration"))
			.containsExactlyElementsOf(
					plan.subList(1, phases.size()).stream().map((step) -> tuple(step.rate(), step.seconds())).toList());
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
		return (List<Map<String, Object>>) of.get(name);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Map<String, Object> of, String name) {
		return (Map<String, Object>) of.get(name);
	}

}
