package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.micro.Machine;

/**
 * What each variant made of the same load.
 *
 * @param users how many users there were
 * @param runs in the order in which they were made
 */
record CompareReport(int users, List<Run> runs) {

	String markdown() {
		return "The application behind the shipped proxies, pooler, PostgreSQL and Redis, with " + this.users
				+ " users. Each variant ran on a system of its own, in turn, until more than 1 % failed or the 95th percentile was above 500 ms.\n\n"
				+ "| | offered/s | answered/s | errors | p50 | p95 | p99 | pool use | connections in use | transactions per request | backends' cores | PostgreSQL's cores |\n"
				+ "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
				+ this.runs.stream().map(CompareReport::rows).collect(Collectors.joining()) + "\nMeasured on "
				+ Machine.describe()
				+ ", the load generator included. Response times in ms, from the moment a request was due.\n";
	}

	private static String rows(Run run) {
		return run.outcomes().stream().map((outcome) -> row(run.variant(), outcome)).collect(Collectors.joining());
	}

	private static String row(Variant variant, Outcome outcome) {
		Sample system = outcome.system();
		return String.format(Locale.ROOT,
				"| %s | %d | %.0f | %.1f %% | %.0f | %.0f | %.0f | %.0f %% | %.2f | %.2f | %.2f | %.2f |%n",
				variant.title(), outcome.offered(), outcome.answered(), 100 * outcome.errors(), outcome.p50(),
				outcome.p95(), outcome.p99(), 100 * system.poolUse(), system.busy(), system.transactionsPerRequest(),
				system.coresOf("backend-"), system.coresOf("postgres"));
	}

	/**
	 * One variant's run.
	 *
	 * @param variant what ran
	 * @param outcomes what came of each step
	 */
	record Run(Variant variant, List<Outcome> outcomes) {

	}

}
