package io.portfolioplatform.perf.chain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;

/**
 * Medians over the rounds, and the ratio of the whole chain to the bare controller.
 *
 * @param bursts bursts of each server, one per round
 */
record ChainReport(Map<String, List<Burst>> bursts) {

	static final String CHAIN = "reference-app, memoized overview";

	static final String BARE = "bare Spring MVC controller";

	private static final double LEAST_RATIO = 0.5;

	private static final double LEAST_PER_CORE = 2000;

	String markdown() {
		double ratio = median(CHAIN, Burst::rate) / median(BARE, Burst::rate);
		double perCore = median(CHAIN, Burst::perCore);
		return "| server | requests/s | spread | p95 ms | requests per CPU second |\n|---|---|---|---|---|\n"
				+ this.bursts.keySet().stream().sorted().map(this::row).collect(Collectors.joining())
				+ String.format(Locale.ROOT,
						"%nThe chain carries %.2f of the bare controller's requests (at least %.1f: %s) and %.0f a second and core (at least %.0f: %s).%n",
						ratio, LEAST_RATIO, reached(ratio >= LEAST_RATIO), perCore, LEAST_PER_CORE,
						reached(perCore >= LEAST_PER_CORE))
				+ "Token check, rate limit, shedding, cache, meters and security headers included; 64 connections, the servers in turn.\nMeasured on "
				+ Machine.describe() + ", the load generator included.\n";
	}

	private String row(String server) {
		List<Burst> rounds = this.bursts.getOrDefault(server, List.of());
		return String.format(Locale.ROOT, "| %s | %.0f | %s | %.1f | %.0f |%n", server,
				Rounds.median(rounds, Burst::rate), Rounds.spread(rounds, Burst::rate),
				Rounds.median(rounds, Burst::p95), Rounds.median(rounds, Burst::perCore));
	}

	private double median(String server, ToDoubleFunction<Burst> figure) {
		return Rounds.median(this.bursts.getOrDefault(server, List.of()), figure);
	}

	private static String reached(boolean reached) {
		return reached ? "reached" : "not reached";
	}

}
