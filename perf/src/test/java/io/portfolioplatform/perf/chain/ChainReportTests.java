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
		assertThat(report).contains("| requests beside the bare controller | 0.40 | at least 0.5 | not reached |\n",
				"| the same, aimed for | 0.40 | at least 0.7 | not reached |\n",
				"| requests a second and core | 1000 | at least 2000 | not reached |\n",
				"| requests a second of a pod, p95 of 64 connections that wait for answers below 500 ms | 2000 | at least 40 | reached |\n");
	}

	@Test
	void saysWhatIsReached() {
		assertThat(report(burst(9_000), burst(4_500), burst(4_000)).markdown())
			.contains("| requests beside the bare controller | 0.90 | at least 0.5 | reached |\n",
					"| the same, aimed for | 0.90 | at least 0.7 | reached |\n",
					"| requests a second and core | 2250 | at least 2000 | reached |\n",
					"| requests for the same CPU time | 0.90 | at least 0.5 | reached |\n",
					"| for the same CPU time, aimed for | 0.90 | at least 0.7 | reached |\n")
			.doesNotContain("not reached", "CPU time of a request");
	}

	@Test
	void judgesTheCpuTimeToo() {
		Burst chain = new Burst(9_000, 20, 3_000);
		assertThat(report(Map.of(), chain, chain, chain).markdown()).contains(
				"| the same, aimed for | 1.80 | at least 0.7 | reached |\n",
				"| requests for the same CPU time | 1.20 | at least 0.5 | reached |\n");
		assertThat(report(Map.of(), new Burst(9_000, 20, 2_000)).markdown()).contains(
				"| the same, aimed for | 0.90 | at least 0.7 | reached |\n",
				"| requests for the same CPU time | 0.40 | at least 0.5 | not reached |\n",
				"| for the same CPU time, aimed for | 0.40 | at least 0.7 | not reached |\n");
	}

	@Test
	void comparesWithTheSameThreadsWhereThereAreSome() {
		assertThat(report(burst(9_000)).markdown()).doesNotContain("virtual");
		assertThat(new ChainReport(Map.of(ChainReport.CHAIN, List.of(burst(6_000)), ChainReport.BARE,
				List.of(burst(10_000)), ChainReport.VIRTUAL, List.of(burst(8_000))), Map.of())
			.markdown()).contains("| requests beside the bare controller | 0.60 | at least 0.5 | reached |\n",
					"| requests beside the bare controller on virtual threads | 0.75 | at least 0.5 | reached |\n",
					"| the same for the same CPU time | 0.75 | at least 0.5 | reached |\n");
	}

	@Test
	void saysWhatEachServersTimeGoesTo() {
		// 1,000,000 by 2,000 and by 2,500 requests per CPU second.
		String report = report(Map.of(ChainReport.CHAIN, new Spent(Map.of("limits", 400, "Tomcat", 1_200), 0.1, 0.1),
				ChainReport.BARE, new Spent(Map.of("Tomcat", 1_000), 0.5, 0)), new Burst(9_000, 20, 2_000))
			.markdown();
		assertThat(report).contains("""
				| CPU time of a request | application, us | bare Spring MVC controller, us | of the difference |
				|---|---|---|---|
				| Tomcat | 300.0 | 200.0 | 100 % |
				| limits | 100.0 | 0.0 | 100 % |
				| compilers, collector, recorder | 50.0 | 0.0 | 50 % |
				| the kernel | 50.0 | 200.0 | -150 % |
				| all | 500.0 | 400.0 | 100 % |
				""", " by 1,600 and 1,000 samples of Java code");
	}

	@Test
	void timeIsComparedWithTheControllerOnTheSameThreads() {
		Spent spent = new Spent(Map.of("Tomcat", 10), 0, 0);
		assertThat(new ChainReport(
				Map.of(ChainReport.CHAIN, List.of(burst(4_000)), ChainReport.BARE, List.of(burst(5_000)),
						ChainReport.VIRTUAL, List.of(burst(8_000))),
				Map.of(ChainReport.CHAIN, spent, ChainReport.BARE, spent, ChainReport.VIRTUAL, spent))
			.markdown()).contains(
					"""
							| CPU time of a request | application, us | the same controller on virtual threads, us | of the difference |
							|---|---|---|---|
							| Tomcat | 500.0 | 250.0 | 100 % |
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

	private static ChainReport report(Map<String, Spent> spent, Burst... chain) {
		return new ChainReport(Map.of(ChainReport.CHAIN, List.of(chain), ChainReport.BARE,
				List.of(burst(10_000), burst(5_000), burst(4_000))), spent);
	}

	private static Burst burst(double rate) {
		return new Burst(rate, 20, rate / 2);
	}

}
