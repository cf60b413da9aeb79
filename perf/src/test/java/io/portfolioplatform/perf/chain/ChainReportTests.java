package io.portfolioplatform.perf.chain;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.perf.report.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChainReport}.
 */
class ChainReportTests {

	@Test
	void comparesWithinEachRound() {
		String report = report(burst(1_000), burst(2_000), burst(3_000)).markdown();
		// 0.1, 0.4 and 0.75 of 10,000, 5,000 and 4,000.
		assertThat(report).contains(
				"| requests beside the bare controller | 0.40 | 0.10 to 0.75 | at least 0.5 | not reached, undecided: 1 of 3 rounds reach it |\n",
				"| the same, aimed for | 0.40 | 0.10 to 0.75 | at least 0.7 | not reached, undecided: 1 of 3 rounds reach it |\n",
				"| requests a second and core | 1000 | 500 to 1500 | at least 2000 | not reached |\n",
				"| requests a second of a pod, of rounds whose p95 of 64 connections that wait for answers is below 500 ms | 2000 | 1000 to 3000 | at least 40 | reached |\n");
	}

	@Test
	void saysWhatIsReached() {
		assertThat(report(burst(9_000), burst(4_500), burst(4_000)).markdown())
			.contains("| requests beside the bare controller | 0.90 | 0.90 to 1.00 | at least 0.5 | reached |\n",
					"| the same, aimed for | 0.90 | 0.90 to 1.00 | at least 0.7 | reached |\n",
					"| requests a second and core | 2250 | 2000 to 4500 | at least 2000 | reached |\n",
					"| requests for the same CPU time | 0.90 | 0.90 to 1.00 | at least 0.5 | reached |\n",
					"| for the same CPU time, aimed for | 0.90 | 0.90 to 1.00 | at least 0.7 | reached |\n")
			.doesNotContain("not reached", "undecided", "CPU time of a request");
	}

	@Test
	void saysOfRoundsThatAreTooSlowThatTheyServeNobody() {
		assertThat(report(new Burst(9_000, 500, 4_500)).markdown())
			.contains(" | 0 | 0 to 0 | at least 40 | not reached |\n");
	}

	@Test
	void saysThatRoundsOfWhichSomeReachItAreUndecided() {
		assertThat(report(burst(7_500), burst(3_500), burst(2_600)).markdown()).contains(
				"| the same, aimed for | 0.70 | 0.65 to 0.75 | at least 0.7 | reached, undecided: 2 of 3 rounds reach it |\n");
	}

	@Test
	void judgesTheCpuTimeToo() {
		Burst chain = new Burst(9_000, 20, 3_000);
		assertThat(report(Map.of(), chain, chain, chain).markdown()).contains(
				"| the same, aimed for | 1.80 | 0.90 to 2.25 | at least 0.7 | reached |\n",
				"| requests for the same CPU time | 1.20 | 0.60 to 1.50 | at least 0.5 | reached |\n");
		assertThat(report(Map.of(), new Burst(9_000, 20, 2_000)).markdown()).contains(
				"| the same, aimed for | 0.90 | 0.90 to 0.90 | at least 0.7 | reached |\n",
				"| requests for the same CPU time | 0.40 | 0.40 to 0.40 | at least 0.5 | not reached |\n",
				"| for the same CPU time, aimed for | 0.40 | 0.40 to 0.40 | at least 0.7 | not reached |\n");
	}

	@Test
	void comparesWithTheSameThreadsWhereThereAreSome() {
		assertThat(report(burst(9_000)).markdown()).doesNotContain("virtual");
		assertThat(new ChainReport(Map.of(ChainReport.CHAIN, List.of(burst(6_000)), ChainReport.BARE,
				List.of(burst(10_000)), ChainReport.VIRTUAL, List.of(burst(8_000))), Map.of())
			.markdown())
			.contains("| requests beside the bare controller | 0.60 | 0.60 to 0.60 | at least 0.5 | reached |\n",
					"| requests beside the bare controller on virtual threads | 0.75 | 0.75 to 0.75 | at least 0.5 | reached |\n",
					"| the same for the same CPU time | 0.75 | 0.75 to 0.75 | at least 0.5 | reached |\n");
	}

	@Test
	void saysWhatEachServersTimeGoesTo() {
		// 500, 400 and 800 microseconds, and 400.
		List<Spent> chain = List.of(new Spent(2_000, Map.of("limits", 400, "Tomcat", 1_200), 0.1, 0.1),
				new Spent(2_500, Map.of("limits", 200, "Tomcat", 200), 0.25, 0.25),
				new Spent(1_250, Map.of("Tomcat", 1_000), 0.25, 0.25));
		List<Spent> bare = List.of(new Spent(2_500, Map.of("Tomcat", 1_000), 0.5, 0));
		assertThat(report(Map.of(ChainReport.CHAIN, chain, ChainReport.BARE, bare), burst(9_000)).markdown()).contains(
				"""
						| CPU time of a request | application, us | spread | bare Spring MVC controller, us | spread | of the difference |
						|---|---|---|---|---|---|
						| Tomcat | 300.0 | 100.0 to 400.0 | 200.0 | 200.0 to 200.0 | 100 % |
						| compilers, collector, recorder | 100.0 | 50.0 to 200.0 | 0.0 | 0.0 to 0.0 | 100 % |
						| limits | 100.0 | 0.0 to 100.0 | 0.0 | 0.0 to 0.0 | 100 % |
						| the kernel | 100.0 | 50.0 to 200.0 | 200.0 | 200.0 to 200.0 | -100 % |
						| all | 500.0 | 400.0 to 800.0 | 400.0 | 400.0 to 400.0 | 100 % |
						""",
				"Medians of 3 further bursts", " by 3,000 and 1,000 samples of Java code");
	}

	@Test
	void timeIsComparedWithTheControllerOnTheSameThreads() {
		Map<String, List<Spent>> spent = Map.of(ChainReport.CHAIN,
				List.of(new Spent(2_000, Map.of("Tomcat", 10), 0, 0)), ChainReport.BARE,
				List.of(new Spent(2_500, Map.of("Tomcat", 10), 0, 0)), ChainReport.VIRTUAL,
				List.of(new Spent(4_000, Map.of("Tomcat", 10), 0, 0)));
		assertThat(report(spent, burst(4_000)).markdown()).contains(
				"""
						| CPU time of a request | application, us | spread | the same controller on virtual threads, us | spread | of the difference |
						|---|---|---|---|---|---|
						| Tomcat | 500.0 | 500.0 to 500.0 | 250.0 | 250.0 to 250.0 | 100 % |
						""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "chain", "chain-jdk17" })
	void theKeptTableIsThatOfTheBursts(String name) {
		String table = new JsonMapper().readValue(Path.of("results", name + ".json"), ChainReport.class).markdown();
		assertThat(Path.of("results", name + ".md")).content()
			.startsWith(table.substring(0, table.indexOf(Machine.describe())));
	}

	private static ChainReport report(Burst... chain) {
		return report(Map.of(), chain);
	}

	private static ChainReport report(Map<String, List<Spent>> spent, Burst... chain) {
		return new ChainReport(Map.of(ChainReport.CHAIN, List.of(chain), ChainReport.BARE,
				List.of(burst(10_000), burst(5_000), burst(4_000))), spent);
	}

	private static Burst burst(double rate) {
		return new Burst(rate, 20, rate / 2);
	}

}
