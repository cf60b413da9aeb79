package io.portfolioplatform.perf.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gatling's figures of one run. It writes them for people only: in the summary that ends
 * its output.
 *
 * @param requests how many requests were made
 * @param failed those without the expected answer
 * @param rate answers per second
 * @param p50 median response time in milliseconds
 * @param p95 95th percentile
 * @param p99 99th percentile
 */
record Figures(double requests, double failed, double rate, double p50, double p95, double p99) {

	private static final String SUMMARY = "---- Global Information";

	static Figures parse(String output) {
		int summary = output.indexOf(SUMMARY);
		if (summary < 0) {
			throw new IllegalArgumentException("Gatling wrote no summary");
		}
		String text = output.substring(summary);
		return new Figures(figure(text, "request count", 1), figure(text, "request count", 3),
				figure(text, "mean throughput (rps)", 1), figure(text, "response time 50th percentile (ms)", 1),
				figure(text, "response time 95th percentile (ms)", 1),
				figure(text, "response time 99th percentile (ms)", 1));
	}

	/** The columns are total, as expected, failed; {@code -} stands for none. */
	private static double figure(String text, String name, int column) {
		Matcher row = Pattern.compile("> " + Pattern.quote(name) + "((?:\\s*\\|\\s*[\\d.,-]+){3})").matcher(text);
		if (!row.find()) {
			throw new IllegalArgumentException("Gatling's summary has no '" + name + "'");
		}
		String value = row.group(1).split("\\|", -1)[column].strip().replace(",", "");
		return value.equals("-") ? 0 : Double.parseDouble(value);
	}

}
