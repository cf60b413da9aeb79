package io.portfolioplatform.perf.load;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Picture;
import io.portfolioplatform.perf.report.Rounds;

/**
 * The load test in words and pictures: the guide's criteria at the guide's rate, then
 * each step until the system no longer kept them.
 *
 * @param users how many users there were
 * @param budget connections that the backends may have to PgBouncer
 * @param rounds what came of each step, the guide's first, of each round
 * @param versions of the system's programs
 */
record LoadReport(int users, int budget, List<List<Outcome>> rounds, String versions) {

	/** Before what the machine was. */
	static final String MEASURED_ON = "\nMeasured on ";

	/**
	 * Write the report.
	 * @param machine what it was measured on
	 * @return Markdown
	 */
	String markdown(String machine) {
		List<Outcome> guide = this.rounds.stream().map((outcomes) -> outcomes.get(0)).toList();
		return "At " + guide.get(0).offered() + " arrivals a second of " + this.users + " users, in "
				+ ((this.rounds.size() == 1) ? "one round" : this.rounds.size() + " rounds")
				+ ", each on a system of its own:\n\n"
				+ "| criterion | median | spread | wanted | |\n|---|---|---|---|---|\n"
				+ Stream.of(Criterion.values()).map((criterion) -> criterion.row(guide)).collect(Collectors.joining())
				+ "\nStep by step, until a round broke; medians of the rounds that came so far, and the spread of the 95th percentile:\n\n"
				+ "| offered/s | rounds | broke | sent/s | late | answered/s | errors | refused | p50 | p95 | spread | p99 | pool use | waited | hits | busiest / idlest | sockets of "
				+ this.budget + " | CPU cores | misses |\n"
				+ "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
				+ byRate().values().stream().map(LoadReport::row).collect(Collectors.joining()) + "\n" + highest()
				+ MEASURED_ON + machine + ": " + this.versions
				+ ", the load generator included. Open model with evenly spaced arrivals, Zipf over users; response times in ms of all answers, from when Gatling sent the request; arrivals do not wait for answers. "
				+ Arrivals.EXPLANATION
				+ "Answered are those as asked for; refused are those whom shedding or a limit refused, among the errors too, and busiest / idlest is of backends; the rise to each rate is not counted. Pool use is looked at once a second; waited are those, of all who asked for a connection, who did not get one at once. Looks that failed: "
				+ outcomes().mapToInt((outcome) -> outcome.system().missed()).sum() + ".\n";
	}

	/**
	 * Write the report with pictures.
	 * @param machine what it was measured on
	 * @return HTML
	 */
	String html(String machine) {
		return """
				<!doctype html><html lang="en"><meta charset="utf-8"><title>Load test</title>
				<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
				.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:1rem}img{width:100%%}pre{overflow:auto}</style>
				<h1>Load test</h1><div class="charts">%s</div><pre>%s</pre></html>
				"""
			.formatted(charts(), markdown(machine));
	}

	private String charts() {
		return chart("answers per second", Outcome::answered, Double.NaN) + chart("p50 in ms", Outcome::p50, Double.NaN)
				+ chart("p95 in ms", Criterion.P95) + chart("p99 in ms", Outcome::p99, Double.NaN)
				+ chart("errors, percent", Criterion.ERRORS) + chart("pool use, percent", Criterion.POOL_USE)
				+ chart("cache hits, percent", Criterion.HITS)
				+ chart("connections to PgBouncer", (outcome) -> outcome.system().sockets(), this.budget)
				+ new TreeMap<>(this.rounds.get(0).get(0).system().cpu()).keySet()
					.stream()
					.map((program) -> chart("CPU cores of " + program,
							(outcome) -> outcome.system().cpu().getOrDefault(program, 0.0), Double.NaN))
					.collect(Collectors.joining());
	}

	private String chart(String title, Criterion criterion) {
		return chart(title, criterion::of, criterion.limit());
	}

	private String chart(String title, ToDoubleFunction<Outcome> figure, double limit) {
		Picture picture = new Picture(title, "requests offered a second", title);
		if (!Double.isNaN(limit)) {
			picture.limit("limit", 0, outcomes().mapToInt(Outcome::offered).max().orElseThrow(), limit);
		}
		for (int round = 0; round < this.rounds.size(); round++) {
			picture.line("round " + (round + 1), this.rounds.get(round), Outcome::offered, figure);
		}
		String png = Base64.getEncoder().encodeToString(picture.png());
		return "<img alt=\"" + title + "\" src=\"data:image/png;base64," + png + "\">\n";
	}

	private Stream<Outcome> outcomes() {
		return this.rounds.stream().flatMap(List::stream);
	}

	private SortedMap<Integer, List<Outcome>> byRate() {
		return Outcome.byRate(outcomes());
	}

	private String highest() {
		return highest("errors below 1 % and p95 below 500 ms", Outcome::held) + highest("all of the guide's criteria",
				(outcome) -> Stream.of(Criterion.values()).allMatch((criterion) -> criterion.keptBy(outcome)));
	}

	private String highest(String what, Predicate<Outcome> kept) {
		return byRate().values()
			.stream()
			.filter((outcomes) -> outcomes.size() == this.rounds.size() && outcomes.stream().allMatch(kept))
			.mapToDouble((outcomes) -> Rounds.median(outcomes, Outcome::answered))
			.mapToObj((most) -> String.format(Locale.ROOT,
					"The most that kept %s in all rounds: %.0f requests a second.\n", what, most))
			.reduce("No step kept " + what + " in all rounds: not reached.\n", (lower, higher) -> higher);
	}

	private static String row(List<Outcome> rounds) {
		return String.format(Locale.ROOT,
				"| %d | %d | %d | %s | %.0f | %s | %s | %.0f | %.0f | %s | %.0f | %s | %s | %s | %.2f | %.0f | %.2f | %s |%n",
				rounds.get(0).offered(), rounds.size(), rounds.stream().filter((outcome) -> !outcome.held()).count(),
				Arrivals.columns(rounds), Rounds.median(rounds, Outcome::answered),
				percent(Rounds.median(rounds, Outcome::errors)), percent(Outcome.ofSystem(rounds, Sample::refusals)),
				Rounds.median(rounds, Outcome::p50), Rounds.median(rounds, Outcome::p95),
				Rounds.spread(rounds, Outcome::p95), Rounds.median(rounds, Outcome::p99),
				percent(Outcome.ofSystem(rounds, Sample::poolUse)), percent(Outcome.ofSystem(rounds, Sample::waited)),
				percent(Outcome.ofSystem(rounds, Sample::hitRate)), Outcome.ofSystem(rounds, Sample::unevenness),
				Outcome.ofSystem(rounds, Sample::sockets), Outcome.ofSystem(rounds, Sample::cores),
				Criterion.missed(rounds));
	}

	private static String percent(double part) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * part);
	}

}
