package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line chart as SVG, with the offered rate from left to right.
 *
 * @param title what it shows, with the unit
 * @param offered the rates
 * @param values one value for each rate
 * @param limit a line not to cross, or NaN for none
 */
record Chart(String title, List<Integer> offered, List<Double> values, double limit) {

	private static final int WIDTH = 420;

	private static final int HEIGHT = 180;

	private static final int MARGIN = 44;

	String svg() {
		return """
				<figure><figcaption>%s</figcaption><svg viewBox="0 0 %d %d" role="img" aria-label="%s">
				<path class="axis" d="M%d 10V%dH%d"/>%s%s<polyline class="line" points="%s"/>
				<text x="%d" y="18" text-anchor="end">%s</text><text x="%d" y="%d" text-anchor="end">0</text>%s</svg></figure>
				"""
			.formatted(this.title, WIDTH, HEIGHT, this.title, MARGIN, HEIGHT - 24, WIDTH - 10, limitLine(), dots(),
					points(), MARGIN - 4, number(highest()), MARGIN - 4, HEIGHT - 24, labels());
	}

	private String points() {
		return IntStream.range(0, this.values.size()).mapToObj(this::point).collect(Collectors.joining(" "));
	}

	private String point(int i) {
		return String.format(Locale.ROOT, "%.1f,%.1f", x(i), y(this.values.get(i)));
	}

	private String dots() {
		return IntStream.range(0, this.values.size())
			.mapToObj((i) -> String.format(Locale.ROOT,
					"<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>", x(i), y(this.values.get(i)),
					number(this.values.get(i))))
			.collect(Collectors.joining());
	}

	private String labels() {
		return IntStream.range(0, this.offered.size())
			.mapToObj((i) -> String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>",
					x(i), HEIGHT - 8, this.offered.get(i)))
			.collect(Collectors.joining());
	}

	private String limitLine() {
		return Double.isNaN(this.limit) ? "" : String.format(Locale.ROOT, "<path class=\"limit\" d=\"M%d %.1fH%d\"/>",
				MARGIN, y(this.limit), WIDTH - 10);
	}

	private double x(int i) {
		return MARGIN + 10 + (WIDTH - MARGIN - 40.0) * i / Math.max(1, this.values.size() - 1);
	}

	private double y(double value) {
		return HEIGHT - 24 - (HEIGHT - 40) * (value / highest());
	}

	private double highest() {
		double most = this.values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).max().orElse(1);
		return Math.max(1e-9, Double.isNaN(this.limit) ? most : Math.max(most, this.limit));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value >= 10) ? "%.0f" : "%.2f", value);
	}

}
