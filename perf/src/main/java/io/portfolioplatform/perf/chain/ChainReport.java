package io.portfolioplatform.perf.chain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;

/**
 * Medians over the rounds, and of the ratios of the whole chain to the bare controller.
 *
 * @param bursts bursts of each server, one per round
 * @param spent what each server's CPU time went to in a further burst; empty where there
 * was none
 */
record ChainReport(Map<String, List<Burst>> bursts, Map<String, Spent> spent) {

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
		double ratio = ratio(BARE, Burst::rate);
		double ofCpu = ratio(BARE, Burst::perCore);
		double perCore = median(CHAIN, Burst::perCore);
		double rate = median(CHAIN, Burst::rate);
		double p95 = median(CHAIN, Burst::p95);
		return "| server | requests/s | spread | p95 ms | requests per CPU second |\n|---|---|---|---|---|\n"
				+ this.bursts.keySet().stream().sorted().map(this::row).collect(Collectors.joining())
				+ "\n| of the chain | measured | to be reached | |\n|---|---|---|---|\n"
				+ goal("requests beside the bare controller", "%.2f", ratio, "0.5", ratio >= LEAST_RATIO)
				+ goal("the same, aimed for", "%.2f", ratio, "0.7", ratio >= AIMED_RATIO)
				+ goal("requests for the same CPU time", "%.2f", ofCpu, "0.5", ofCpu >= LEAST_RATIO)
				+ goal("for the same CPU time, aimed for", "%.2f", ofCpu, "0.7", ofCpu >= AIMED_RATIO) + besideVirtual()
				+ goal("requests a second and core", "%.0f", perCore, "2000", perCore >= LEAST_PER_CORE)
				+ goal("requests a second of a pod, p95 of " + ChainCommand.CONNECTIONS
						+ " connections that wait for answers below 500 ms", "%.0f", rate, "40",
						rate >= LEAST_PER_POD && p95 < LONGEST_P95)
				+ parts()
				+ """

						Ratios are medians of those of each round. Rate limit, shedding, cache, meters and security headers included; \
						one user asks, whose token is remembered once it has been checked and whose limit's two bandwidths are lifted and leased; 64 connections that wait for their \
						answers, the servers in turn, the other one first in each round.
						"""
				+ "Measured on " + Machine.describe() + ", the load generator included.\n";
	}

	private String parts() {
		Spent chain = this.spent.get(CHAIN);
		String alike = alike(this.spent.keySet());
		Spent bare = this.spent.get(alike);
		if (chain == null || bare == null) {
			return "";
		}
		Map<String, Double> own = micros(CHAIN, chain);
		Map<String, Double> others = micros(alike, bare);
		double all = micros(CHAIN);
		double ofBare = micros(alike);
		return "\n| CPU time of a request | application, us | " + alike
				+ ", us | of the difference |\n|---|---|---|---|\n"
				+ Stream.concat(own.keySet().stream(), others.keySet().stream())
					.distinct()
					.sorted(Comparator.comparingDouble((part) -> -own.getOrDefault(part, 0.0)))
					.map((part) -> part(part, own.getOrDefault(part, 0.0), others.getOrDefault(part, 0.0),
							all - ofBare))
					.collect(Collectors.joining())
				+ part("all", all, ofBare, all - ofBare)
				+ String.format(Locale.ROOT,
						"""

								All is that of the rounds, 1,000,000 by the requests per CPU second. It is shared out as in a further burst of each server: what \
								the kernel and the JVM's own threads took, as Linux counts it, which is of no part of the code, and the rest by %,d and %,d samples of Java \
								code, every 10 ms, by the JVM's flight recorder. Each counts for the part that the running method is of, or else the nearest of its \
								callers. Both servers ran with `-XX:+DebugNonSafepoints`, so that samples are of what ran.
								""",
						chain.sampled(), bare.sampled());
	}

	/**
	 * Name the controller that has the application's kind of threads, so that only the
	 * chain differs.
	 * @param servers those there are
	 */
	static String alike(Collection<String> servers) {
		return servers.contains(VIRTUAL) ? VIRTUAL : BARE;
	}

	private Map<String, Double> micros(String server, Spent time) {
		Map<String, Double> micros = new TreeMap<>(time.shares());
		micros.replaceAll((part, share) -> share * micros(server));
		return micros;
	}

	private double micros(String server) {
		return 1e6 / median(server, Burst::perCore);
	}

	private static String part(String name, double chain, double bare, double difference) {
		return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.0f %% |%n", name, chain, bare,
				100 * (chain - bare) / difference);
	}

	/** The application has virtual threads there too, so that only the chain differs. */
	private String besideVirtual() {
		if (!this.bursts.containsKey(VIRTUAL)) {
			return "";
		}
		double ratio = ratio(VIRTUAL, Burst::rate);
		double ofCpu = ratio(VIRTUAL, Burst::perCore);
		return goal("requests beside the bare controller on virtual threads", "%.2f", ratio, "0.5",
				ratio >= LEAST_RATIO)
				+ goal("the same for the same CPU time", "%.2f", ofCpu, "0.5", ofCpu >= LEAST_RATIO);
	}

	private double ratio(String bare, ToDoubleFunction<Burst> figure) {
		return Rounds.median(Rounds.within(this.bursts.getOrDefault(CHAIN, List.of()),
				this.bursts.getOrDefault(bare, List.of()), figure, (own, other) -> own / other), (ratio) -> ratio);
	}

	private static String goal(String what, String format, double measured, String least, boolean reached) {
		return "| " + what + " | " + String.format(Locale.ROOT, format, measured) + " | at least " + least + " | "
				+ (reached ? "reached" : "not reached") + " |\n";
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

}
