package io.portfolioplatform.perf.chain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;

/**
 * Medians over the rounds, and of the ratios of the whole chain to the bare controller.
 *
 * @param bursts bursts of each server, one per round
 * @param spent what each server's CPU time went to in further bursts; empty where there
 * were none
 */
record ChainReport(Map<String, List<Burst>> bursts, Map<String, List<Spent>> spent) {

	static final String CHAIN = "reference-app, memoized overview";

	static final String BARE = "bare Spring MVC controller";

	/** As the application's requests are on a JVM that has them. */
	static final String VIRTUAL = "the same controller on virtual threads";

	private static final double LEAST_RATIO = 0.5;

	private static final double AIMED_RATIO = 0.7;

	private static final double LEAST_PER_CORE = 2000;

	/** What the guide asks of a pod, and within which 95th percentile in ms. */
	private static final double LEAST_PER_POD = 40;

	private static final double LONGEST_P95 = 500;

	String markdown() {
		List<Double> ratios = ratios(BARE, Burst::rate);
		List<Double> ofCpu = ratios(BARE, Burst::perCore);
		return "| server | requests/s | spread | p95 ms | requests per CPU second |\n|---|---|---|---|---|\n"
				+ this.bursts.keySet().stream().sorted().map(this::row).collect(Collectors.joining())
				+ "\n| of the chain | median | spread | to be reached | |\n|---|---|---|---|---|\n"
				+ goal("requests beside the bare controller", ratios, LEAST_RATIO)
				+ goal("the same, aimed for", ratios, AIMED_RATIO)
				+ goal("requests for the same CPU time", ofCpu, LEAST_RATIO)
				+ goal("for the same CPU time, aimed for", ofCpu, AIMED_RATIO) + besideVirtual()
				+ goal("requests a second and core", figures(Burst::perCore), LEAST_PER_CORE)
				+ goal("requests a second of a pod, of rounds whose p95 of " + ChainCommand.CONNECTIONS
						+ " connections that wait for answers is below 500 ms",
						figures((burst) -> (burst.p95() < LONGEST_P95) ? burst.rate() : 0), LEAST_PER_POD)
				+ parts()
				+ """

						Ratios are medians of those of each round. Rate limit, shedding, cache, meters and security headers included; \
						one user asks, whose token is remembered once it has been checked and whose limit's two bandwidths are lifted and leased; 64 connections that wait for their \
						answers, the servers in turn, another one first in each round.
						"""
				+ "Measured on " + Machine.describe() + ", the load generator included.\n";
	}

	private String parts() {
		String alike = alike(this.spent.keySet());
		List<Spent> chain = this.spent.getOrDefault(CHAIN, List.of());
		List<Spent> bare = this.spent.getOrDefault(alike, List.of());
		if (chain.isEmpty() || bare.isEmpty()) {
			return "";
		}
		Comparator<String> most = Comparator.comparingDouble((part) -> -Rounds.median(chain, micros(part)));
		return "\n| CPU time of a request | application, us | spread | " + alike
				+ ", us | spread | of the difference |\n|---|---|---|---|---|---|\n"
				+ Stream.of(chain, bare)
					.flatMap(List::stream)
					.flatMap((spent) -> spent.parts().keySet().stream())
					.distinct()
					.sorted(most.thenComparing(Comparator.naturalOrder()))
					.map((part) -> part(part, chain, bare, micros(part)))
					.collect(Collectors.joining())
				+ part("all", chain, bare, Spent::micros)
				+ String.format(Locale.ROOT,
						"""

								Medians of %d further bursts of each server, in turn, in which its JVM's flight recorder watched. All is 1,000,000 by the requests per \
								CPU second then. It is shared out: what the kernel and the JVM's own threads took, as Linux counts it, which is of no part of the code, and \
								the rest by %,d and %,d samples of Java code, every 10 ms. Each counts for the part that the running method is of, or else the nearest of its \
								callers. Both servers ran with `-XX:+DebugNonSafepoints`, so that samples are of what ran.
								""",
						chain.size(), chain.stream().mapToInt(Spent::sampled).sum(),
						bare.stream().mapToInt(Spent::sampled).sum());
	}

	/**
	 * Name the controller that has the application's kind of threads, so that only the
	 * chain differs.
	 * @param servers those there are
	 */
	static String alike(Collection<String> servers) {
		return servers.contains(VIRTUAL) ? VIRTUAL : BARE;
	}

	private static ToDoubleFunction<Spent> micros(String part) {
		return (spent) -> spent.parts().getOrDefault(part, 0.0);
	}

	private static String part(String name, List<Spent> chain, List<Spent> bare, ToDoubleFunction<Spent> micros) {
		double own = Rounds.median(chain, micros);
		double other = Rounds.median(bare, micros);
		double difference = Rounds.median(chain, Spent::micros) - Rounds.median(bare, Spent::micros);
		return String.format(Locale.ROOT, "| %s | %.1f | %s | %.1f | %s | %.0f %% |%n", name, own,
				Rounds.spread(chain, micros, 1), other, Rounds.spread(bare, micros, 1),
				100 * (own - other) / difference);
	}

	/** The application has virtual threads there too, so that only the chain differs. */
	private String besideVirtual() {
		if (!this.bursts.containsKey(VIRTUAL)) {
			return "";
		}
		return goal("requests beside the bare controller on virtual threads", ratios(VIRTUAL, Burst::rate), LEAST_RATIO)
				+ goal("the same for the same CPU time", ratios(VIRTUAL, Burst::perCore), LEAST_RATIO);
	}

	private List<Double> ratios(String bare, ToDoubleFunction<Burst> figure) {
		return Rounds.within(this.bursts.getOrDefault(CHAIN, List.of()), this.bursts.getOrDefault(bare, List.of()),
				figure, (own, other) -> own / other);
	}

	private List<Double> figures(ToDoubleFunction<Burst> figure) {
		return this.bursts.getOrDefault(CHAIN, List.of()).stream().map(figure::applyAsDouble).toList();
	}

	/** By the median, and with the rounds that say otherwise. */
	private static String goal(String what, List<Double> rounds, double least) {
		boolean isPart = least < 1;
		int decimals = isPart ? 2 : 0;
		double median = Rounds.median(rounds, (value) -> value);
		long good = rounds.stream().filter((value) -> value >= least).count();
		return String.format(Locale.ROOT,
				"| %s | %." + decimals + "f | %s | at least %." + (isPart ? 1 : 0) + "f | %s%s |%n", what, median,
				Rounds.spread(rounds, (value) -> value, decimals), least, (median >= least) ? "reached" : "not reached",
				(good == 0 || good == rounds.size()) ? ""
						: ", undecided: " + good + " of " + rounds.size() + " rounds reach it");
	}

	private String row(String server) {
		List<Burst> rounds = this.bursts.getOrDefault(server, List.of());
		return String.format(Locale.ROOT, "| %s | %.0f | %s | %.1f | %.0f |%n", server,
				Rounds.median(rounds, Burst::rate), Rounds.spread(rounds, Burst::rate),
				Rounds.median(rounds, Burst::p95), Rounds.median(rounds, Burst::perCore));
	}

}
