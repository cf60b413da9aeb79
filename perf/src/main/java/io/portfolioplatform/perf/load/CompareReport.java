package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Rounds;

/**
 * What each variant made of the same load.
 *
 * @param users how many users there were
 * @param runs in the order in which they were made
 * @param versions of the programs, the same in all of them
 */
record CompareReport(int users, List<Run> runs, String versions) {

	/**
	 * Write the report.
	 * @param machine what it was measured on
	 * @return Markdown
	 */
	String markdown(String machine) {
		return "The application behind the shipped proxies, pooler, PostgreSQL and Redis, with " + this.users
				+ " users. Each variant ran on a system of its own, in turn, and was offered ever more until it broke: until more than 1 % failed or the 95th percentile was above 500 ms. Medians of the rounds that came so far, in how many of them it broke there, and the spread of the 95th percentile. Of the guide's criteria only these two decide what breaks; the last column names all that were missed.\n\n"
				+ "| | offered/s | sent/s | late | rounds | broke | answered/s | errors | p50 | p95 | spread | p99 | pool use | connections | in use | database queries by requests served | refused | backends' cores | compilers at work | PostgreSQL's cores | misses |\n"
				+ "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
				+ Stream.of(Variant.values()).map(this::rows).collect(Collectors.joining()) + unbroken()
				+ LoadReport.MEASURED_ON + machine + ": " + this.versions
				+ ", the load generator included. Response times in ms of all answers, refusals included, from when Gatling sent the request; arrivals do not wait for answers. "
				+ Arrivals.EXPLANATION
				+ "Answered are those as asked for; the 15 s of the rise to each rate are not counted. Queries are round trips, as PgBouncer counts them, those of leases, jobs and health among them. Refused is what shedding and limits refused, which counts as failed: at high rates the busiest users ask for more than the shipped limits allow; compilers are the backends' JIT compilers. Misses are of "
				+ Criterion.all()
				+ ", in all rounds if nothing else is said; cache hits are counted with the starters only. Connections are the most there were to PgBouncer; looks at them that failed: "
				+ this.runs.stream()
					.flatMap((run) -> run.outcomes().stream())
					.mapToInt((outcome) -> outcome.system().missed())
					.sum()
				+ ". Arrivals are evenly spaced; users and requests are drawn by chance, for each variant anew.\n";
	}

	private String unbroken() {
		String unbroken = this.runs.stream()
			.filter((run) -> run.outcomes().stream().allMatch(Outcome::held))
			.map((run) -> run.variant().title())
			.distinct()
			.collect(Collectors.joining("; "));
		return unbroken.isEmpty() ? ""
				: "\nIn a round no rate that was offered broke these, and what they carry at most is not known: "
						+ unbroken + ".\n";
	}

	private String rows(Variant variant) {
		Stream<Outcome> outcomes = this.runs.stream()
			.filter((run) -> run.variant() == variant)
			.flatMap((run) -> run.outcomes().stream());
		return Outcome.byRate(outcomes)
			.values()
			.stream()
			.map((rounds) -> row(variant, rounds))
			.collect(Collectors.joining());
	}

	private static String row(Variant variant, List<Outcome> rounds) {
		return String.format(Locale.ROOT,
				"| %s | %d | %s | %d | %d | %.0f | %.1f %% | %.0f | %.0f | %s | %.0f | %.0f %% | %.0f | %.2f | %.2f | %.1f %% | %.2f | %.2f | %.2f | %s |%n",
				variant.title(), rounds.get(0).offered(), Arrivals.columns(rounds), rounds.size(),
				rounds.stream().filter((outcome) -> !outcome.held()).count(), Rounds.median(rounds, Outcome::answered),
				100 * Rounds.median(rounds, Outcome::errors), Rounds.median(rounds, Outcome::p50),
				Rounds.median(rounds, Outcome::p95), Rounds.spread(rounds, Outcome::p95),
				Rounds.median(rounds, Outcome::p99), 100 * Outcome.ofSystem(rounds, Sample::poolUse),
				Outcome.ofSystem(rounds, Sample::sockets), Outcome.ofSystem(rounds, Sample::busy),
				Outcome.ofSystem(rounds, Sample::queriesByRequests), 100 * Outcome.ofSystem(rounds, Sample::refusals),
				Outcome.ofSystem(rounds, (sample) -> sample.coresOf("backend-")),
				Outcome.ofSystem(rounds, Sample::compiling),
				Outcome.ofSystem(rounds, (sample) -> sample.coresOf("postgres")), Criterion.missed(rounds));
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
