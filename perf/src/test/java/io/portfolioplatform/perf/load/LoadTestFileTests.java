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
import tools.jackson.databind.json.JsonMapper;

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
		// Of the plan's rises only the first is a step of its own.
		assertThat(phases.get(0)).contains(entry("rampTo", plan.get(0).rate()), entry("duration", plan.get(0).ramp()));
		assertThat(phases.subList(1, phases.size())).hasSizeGreaterThan(2)
			.extracting((phase) -> phase.get("arrivalRate"), (phase) -> phase.get("duration"))
			.containsExactlyElementsOf(plan.subList(0, phases.size() - 1)
				.stream()
				.map((step) -> tuple(step.rate(), step.seconds()))
				.toList());
	}

	@Test
	void theSameIsAskedForByTheSamePeople() {
		assertThat(list(this.file, "scenarios")).extracting((scenario) -> inGatlingsWords(scenario.get("flow")))
			.containsExactly(List.of(Map.of("get", request(PortfolioSimulation.OVERVIEW))),
					List.of(Map.of("get", request(PortfolioSimulation.QUOTES))),
					List.of(Map.of("get", request(PortfolioSimulation.PERFORMANCE))),
					List.of(Map.of("post",
							Map.of("url", PortfolioSimulation.ACTIVITIES, "headers", PortfolioSimulation.PERSON, "json",
									new JsonMapper().readValue(PortfolioSimulation.ACTIVITY, Map.class)))));
	}

	@Test
	void columnsAreThoseOfTheUsers() {
		assertThat(map(map(this.file, "config"), "payload")).contains(entry("skipHeader", true),
				entry("fields", List.of(Users.HEADER.split(","))));
	}

	@Test
	void theGuidesCriteriaAreThePassLine() {
		Map<String, Object> config = map(this.file, "config");
		assertThat(map(config, "plugins")).containsOnlyKeys("ensure");
		assertThat(config.get("ensure")).isEqualTo(Map.of("thresholds", List.of(Map.of("http.response_time.p95", 500)),
				"conditions", List.of(Map.of("expression", "http.codes.200 + http.codes.201 > 0.99 * http.requests"))));
	}

	@Test
	void noRequestWaitsForAConnection() {
		int highest = list(map(this.file, "config"), "phases").stream()
			.mapToInt((phase) -> (int) phase.get("arrivalRate"))
			.max()
			.orElseThrow();
		Map<String, Object> http = map(map(this.file, "config"), "http");
		assertThat((int) http.get("pool")).isGreaterThanOrEqualTo(highest * (int) http.get("timeout"));
	}

	private static Map<String, Object> request(String url) {
		return Map.of("url", url, "headers", PortfolioSimulation.PERSON);
	}

	private static Object inGatlingsWords(Object flow) {
		JsonMapper json = new JsonMapper();
		return json.readValue(json.writeValueAsString(flow).replaceAll("\\{\\{ (\\w+) }}", "#{$1}"), Object.class);
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
