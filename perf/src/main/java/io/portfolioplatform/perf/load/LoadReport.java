package io.portfolioplatform.perf.load;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.report.Machine;
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

	private static final double MOST_POOL_USE = 0.8;

	private static final double LEAST_HIT_RATE = 0.8;

	private static final double MOST_UNEVENNESS = 1.2;

	LoadReport(int users, int budget, LoadTest.Result result) {
		this(users, budget, result.outcomes(), result.versions());
	}

	String markdown() {
		Outcome guide = this.outcomes.get(0);
		Sample system = guide.system();
		return "At " + guide.offered() + " arrivals a second of " + this.users + " users:\n\n"
				+ "| criterion | measured | wanted | |\n|---|---|---|---|\n"
				+ row("errors", percent(guide.errors()), "< 1 %", guide.errors() < 0.01)
				+ row("p95", String.format(Locale.ROOT, "%.0f ms", guide.p95()), "< 500 ms", guide.p95() < 500)
				+ row("pool use, highest of the looks", percent(system.poolUse()), "< 80 %",
						system.poolUse() < MOST_POOL_USE)
				+ row("cache hits, near or in Redis", percent(system.hitRate()), "> 80 %",
						system.hitRate() > LEAST_HIT_RATE)
				+ row("busiest / idlest backend", String.format(Locale.ROOT, "%.2f", system.unevenness()), "< 1.2",
						system.unevenness() < MOST_UNEVENNESS)
				+ "\nStep by step:\n\n"
				+ "| offered/s | answered/s | errors | refused | p50 | p95 | p99 | pool use | waited | hits | busiest / idlest | sockets of "
				+ this.budget + " | CPU cores |\n" + "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
				+ this.outcomes.stream().map(LoadReport::row).collect(Collectors.joining()) + "\n" + highest()
				+ "\nMeasured on " + Machine.describe() + ": " + this.versions
				+ ", the load generator included. Open model, Zipf over users; response times in ms of all answers, from when Gatling sent the request; arrivals do not wait for answers. Answered are those as asked for; refused are those whom shedding or a limit refused, among the errors too, and busiest / idlest is of backends; the rise to each rate is not counted. Pool use is looked at once a second; waited are those, of all who asked for a connection, who did not get one at once. Looks that failed: "
				+ this.outcomes.stream().mapToInt((outcome) -> outcome.system().missed()).sum() + ".\n";
	}

	String html() {
		return """
				<!doctype html><html lang="en"><meta charset="utf-8"><title>Load test</title>
				<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
				.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:1rem}img{width:100%%}pre{overflow:auto}</style>
				<h1>Load test</h1><div class="charts">%s</div><pre>%s</pre></html>
				"""
			.formatted(charts(), markdown());
	}

	private String charts() {
		return chart("answers per second", Outcome::answered, Double.NaN) + chart("p50 in ms", Outcome::p50, Double.NaN)
				+ chart("p95 in ms", Outcome::p95, 500) + chart("p99 in ms", Outcome::p99, Double.NaN)
				+ chart("errors, percent", (outcome) -> 100 * outcome.errors(), 1)
				+ chart("pool use, percent", (outcome) -> 100 * outcome.system().poolUse(), 80)
				+ chart("cache hits, percent", (outcome) -> 100 * outcome.system().hitRate(), 80)
				+ chart("connections to PgBouncer", (outcome) -> outcome.system().sockets(), this.budget)
				+ new TreeMap<>(this.outcomes.get(0).system().cpu()).keySet()
					.stream()
					.map((program) -> chart("CPU cores of " + program,
							(outcome) -> outcome.system().cpu().getOrDefault(program, 0.0), Double.NaN))
					.collect(Collectors.joining());
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
		return this.outcomes.stream()
			.filter(Outcome::held)
			.max((one, other) -> Double.compare(one.answered(), other.answered()))
			.map((best) -> String.format(Locale.ROOT,
					"The most that kept errors below 1 %% and p95 below 500 ms: %.0f requests a second.%n",
					best.answered()))
			.orElse("No step kept errors below 1 % and p95 below 500 ms: not reached.\n");
	}

	private static String row(String criterion, String measured, String wanted, boolean reached) {
		return "| " + criterion + " | " + measured + " | " + wanted + " | " + (reached ? "reached" : "not reached")
				+ " |\n";
	}

	private static String row(Outcome outcome) {
		Sample system = outcome.system();
		return String.format(Locale.ROOT,
				"| %d | %.0f | %s | %s | %.0f | %.0f | %.0f | %s | %s | %s | %.2f | %d | %.2f |%n", outcome.offered(),
				outcome.answered(), percent(outcome.errors()), percent(system.refusals()), outcome.p50(), outcome.p95(),
				outcome.p99(), percent(system.poolUse()), percent(system.waited()), percent(system.hitRate()),
				system.unevenness(), system.sockets(), system.cores());
	}

	private static String percent(double part) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * part);
	}

}
