package io.portfolioplatform.perf.load;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

import io.portfolioplatform.perf.report.Rounds;
import org.apache.commons.math3.stat.StatUtils;

/**
 * When people really came to the load generator, beside when they should have: what it
 * was late itself is in no response time.
 *
 * @param rate people who came per second, each with a request
 * @param late within how many milliseconds of when they were due 95 of 100 came, counted
 * from the most punctual one
 */
record Arrivals(double rate, double late) {

	/** What the columns are. */
	static final String EXPLANATION = "Sent is how many people a second Gatling really began with; late is within how many ms of when they were due it began with 95 of 100, counted from the most punctual one, and in no response time; a dash where older results do not tell. ";

	/** As Gatling names its own figures. */
	static final String RATE = "requests sent per second";

	static final String LATE = "95th percentile of lateness";

	/**
	 * Look at when requests were sent.
	 * @param times of each, in nanoseconds
	 * @param offered how many were due per second
	 */
	static Arrivals of(Collection<Long> times, double offered) {
		double[] millis = times.stream().sorted().mapToDouble((nanos) -> nanos / 1e6).toArray();
		double[] behind = IntStream.range(0, millis.length)
			.mapToDouble((n) -> millis[n] - millis[0] - 1000.0 * n / offered)
			.toArray();
		return new Arrivals(1000 * (millis.length - 1) / (millis[millis.length - 1] - millis[0]),
				StatUtils.percentile(behind, 95) - StatUtils.min(behind));
	}

	/**
	 * Write the columns of the rate and of the lateness.
	 * @param rounds outcomes at the same rate
	 * @return the medians with a bar between them, dashes if nobody knows
	 */
	static String columns(List<Outcome> rounds) {
		List<Arrivals> known = rounds.stream().map(Outcome::sent).filter(Objects::nonNull).toList();
		return known.isEmpty() ? "- | -" : String.format(Locale.ROOT, "%.1f | %.0f",
				Rounds.median(known, Arrivals::rate), Rounds.median(known, Arrivals::late));
	}

	/** Lines as Gatling writes its own figures in, of the same people. */
	String lines() {
		return String.format(Locale.ROOT, "%1$s: %2$s (actual : %3$.3f)%n%1$s: %4$s (actual : %5$.3f)%n",
				PortfolioSimulation.PEOPLE, RATE, this.rate, LATE, this.late);
	}

}
