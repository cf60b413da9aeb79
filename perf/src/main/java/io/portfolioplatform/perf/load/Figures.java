package io.portfolioplatform.perf.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gatling's figures of those who came after the rate was reached. Of a part of a run it
 * writes them for people only: below its summary, where it says what became of
 * assertions.
 *
 * @param requests how many requests were made
 * @param failed those without the expected answer
 * @param p50 median response time in milliseconds of all answers
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param sent when requests were really sent
 */
record Figures(double requests, double failed, double p50, double p95, double p99, Arrivals sent) {

	static Figures parse(String output) {
		return new Figures(figure(output, "count of all events"), figure(output, "count of failed events"),
				percentile(output, 50), percentile(output, 95), percentile(output, 99),
				new Arrivals(figure(output, Arrivals.RATE), figure(output, Arrivals.LATE)));
	}

	private static double percentile(String output, int percent) {
		return figure(output, percent + "th percentile of response time");
	}

	private static double figure(String output, String name) {
		Matcher line = Pattern
			.compile("^" + PortfolioSimulation.PEOPLE + ": " + name + " .*\\(actual : ([\\d.]+)\\)$", Pattern.MULTILINE)
			.matcher(output);
		if (!line.find()) {
			throw new IllegalArgumentException("Gatling does not say '" + name + "'");
		}
		return Double.parseDouble(line.group(1));
	}

}
