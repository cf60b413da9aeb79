package io.portfolioplatform.perf.load;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Picture;

/**
 * The load test in words and pictures: the guide's criteria at the guide's rate, then
 * each step until the system no longer kept them.
 *
 * @param users how many users there were
 * @param budget connections that the backends may have to PgBouncer
 * @param outcomes what came of each step, the guide's first
 * @param versions of the system's programs
 */
record LoadReport(int users, int budget, List<Outcome> outcomes, String versions) {

	/** Before what the machine was. */
	static final String MEASURED_ON = "\nMeasured on ";

	LoadReport(int users, int budget, LoadTest.Result result) {
		this(users, budget, result.outcomes(), result.versions());
	}

	/**
	 * Write the report.
	 * @param machine what it was measured on
	 * @return Markdown
	 */
	String markdown(String machine) {
		Outcome guide = this.outcomes.get(0);
		return "At " + guide.offered() + " arrivals a second of " + this.users + " users:\n\n"
				+ "| criterion | measured | wanted | |\n|---|---|---|---|\n"
				+ Stream.of(Criterion.values()).map((criterion) -> criterion.row(guide)).collect(Collectors.joining())
				+ "\nStep by step:\n\n"
				+ "| offered/s | sent/s | late | answered/s | errors | refused | p50 | p95 | p99 | pool use | waited | hits | busiest / idlest | sockets of "
				+ this.budget + " | CPU cores | misses |\n"
				+ "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
				+ this.outcomes.stream().map(LoadReport::row).collect(Collectors.joining()) + "\n" + highest()
				+ MEASURED_ON + machine + ": " + this.versions
				+ ", the load generator included. Open model, Zipf over users; response times in ms of all answers, from when Gatling sent the request; arrivals do not wait for answers. "
				+ Arrivals.EXPLANATION
				+ "Answered are those as asked for; refused are those whom shedding or a limit refused, among the errors too, and busiest / idlest is of backends; the rise to each rate is not counted. Pool use is looked at once a second; waited are those, of all who asked for a connection, who did not get one at once. Looks that failed: "
				+ this.outcomes.stream().mapToInt((outcome) -> outcome.system().missed()).sum() + ".\n";
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
				+ new TreeMap<>(this.outcomes.get(0).system().cpu()).keySet()
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
			picture.limit("limit", 0, this.outcomes.stream().mapToInt(Outcome::offered).max().orElseThrow(), limit);
		}
		String png = Base64.getEncoder()
			.encodeToString(picture.line("measured", byRate(), Outcome::offered, figure).png());
		return "<img alt=\"" + title + "\" src=\"data:image/png;base64," + png + "\">\n";
	}

	/** The guide's rate comes first where it was measured, and between others here. */
	private List<Outcome> byRate() {
		return this.outcomes.stream().sorted(Comparator.comparingInt(Outcome::offered)).toList();
	}

	private String highest() {
		return highest("errors below 1 % and p95 below 500 ms", Outcome::held) + highest("all of the guide's criteria",
				(outcome) -> Stream.of(Criterion.values()).allMatch((criterion) -> criterion.keptBy(outcome)));
	}

	private String highest(String what, Predicate<Outcome> kept) {
		return this.outcomes.stream()
			.filter(kept)
			.max(Comparator.comparingDouble(Outcome::answered))
			.map((best) -> String.format(Locale.ROOT, "The most that kept %s: %.0f requests a second.\n", what,
					best.answered()))
			.orElse("No step kept " + what + ": not reached.\n");
	}

	private static String row(Outcome outcome) {
		Sample system = outcome.system();
		return String.format(Locale.ROOT,
				"| %d | %s | %.0f | %s | %s | %.0f | %.0f | %.0f | %s | %s | %s | %.2f | %d | %.2f | %s |%n",
				outcome.offered(), Arrivals.columns(List.of(outcome)), outcome.answered(), percent(outcome.errors()),
				percent(system.refusals()), outcome.p50(), outcome.p95(), outcome.p99(), percent(system.poolUse()),
				percent(system.waited()), percent(system.hitRate()), system.unevenness(), system.sockets(),
				system.cores(), Criterion.missed(List.of(outcome)));
	}

	private static String percent(double part) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * part);
	}

}
