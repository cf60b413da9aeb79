package io.portfolioplatform.perf.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.report.Machine;

/**
 * The table of all faults, and whether what must hold did.
 *
 * @param lasts how long what must be mended stays broken
 * @param outcomes what people noticed of each
 * @param lost purchases that were acknowledged and are not in the database
 * @param doubled purchases in the database that were not acknowledged as such
 */
record Report(Duration lasts, List<Outcome> outcomes, int lost, int doubled) {

	private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

	/** The limit of the fleet, 200, less the 12 that are reserved. */
	private static final int MOST_SOCKETS = 188;

	boolean held() {
		return this.lost == 0 && this.doubled == 0 && this.outcomes.stream().allMatch(Report::held);
	}

	private static boolean held(Outcome outcome) {
		return outcome.foreign() == 0 && outcome.old() == 0 && outcome.deadly() == 0 && outcome.broken().isEmpty()
				&& outcome.sockets() <= MOST_SOCKETS && recovered(outcome);
	}

	private static boolean recovered(Outcome outcome) {
		return outcome.recovery() != null && outcome.recovery().compareTo(LONGEST_RECOVERY) <= 0;
	}

	String markdown() {
		return "# Reliability\n\nWritten by `java -jar perf/target/perf.jar faults " + this.lasts.toSeconds()
				+ "`: three backends behind both nginx, with PgBouncer, PostgreSQL "
				+ "and Redis, from the shipped configuration. " + Crowd.PEOPLE
				+ " people buy shares and look at the overview, one after the other; a purchase without an answer is sent again with the same "
				+ "`Idempotency-Key`, and each look sends the position that the last purchase returned. The first backend reaches Redis and PgBouncer "
				+ "through a proxy that can be made to fail, the second's clock can be moved, and prices come from a server that answers as Alpha Vantage does. What must be mended stays broken for "
				+ this.lasts.toSeconds() + " s.\n\n"
				+ "- refused: 429, or 503 with `Retry-After`; broken: any other failure\n"
				+ "- recovery: from the end of the fault until nobody was refused any more, for two seconds\n"
				+ "- wrong: answers with another person's data, or without a purchase that was acknowledged before\n"
				+ "- dead: liveness probes that failed though the process was alive\n\n"
				+ "| fault | requests | refused | broken | p95 ms | recovery s | wrong | dead | sockets | |\n"
				+ "|---|---|---|---|---|---|---|---|---|---|\n"
				+ this.outcomes.stream().map(Report::row).collect(Collectors.joining())
				+ String.format(Locale.ROOT,
						"%nAcknowledged purchases that the database does not hold: %d; held more often than acknowledged: %d.%n",
						this.lost, this.doubled)
				+ "\nMeasured on " + Machine.describe() + ".\n";
	}

	private static String row(Outcome outcome) {
		return String.format(Locale.ROOT, "| %s | %d | %d | %s | %d | %s | %d | %d | %d | %s |%n", outcome.fault(),
				outcome.answers(), outcome.refused(), broken(outcome), outcome.p95().toMillis(), recovery(outcome),
				outcome.foreign() + outcome.old(), outcome.deadly(), outcome.sockets(),
				held(outcome) ? "held" : "not reached");
	}

	private static String broken(Outcome outcome) {
		return outcome.broken().isEmpty() ? "0"
				: outcome.broken()
					.entrySet()
					.stream()
					.map((entry) -> entry.getValue() + " " + entry.getKey())
					.collect(Collectors.joining(", "));
	}

	private static String recovery(Outcome outcome) {
		return (outcome.recovery() != null) ? String.format(Locale.ROOT, "%.1f", outcome.recovery().toMillis() / 1e3)
				: "more than 90";
	}

}
