package io.portfolioplatform.perf.footprint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How long something takes for ever more of one thing.
 *
 * @param what what there is more and more of
 * @param points the measured points, least first
 */
record Growth(String what, List<Point> points) {

	/**
	 * Return the exponent of the power law that fits best: the slope of the line through
	 * the logarithms by least squares.
	 */
	double exponent() {
		SimpleRegression line = new SimpleRegression();
		this.points.forEach((point) -> line.addData(Math.log10(point.count()), Math.log10(point.millis())));
		return line.getSlope();
	}

	String row() {
		return String.format(Locale.ROOT, "| %s | %s | %.2f |%n", this.what,
				this.points.stream().map(Point::text).collect(Collectors.joining(", ")), exponent());
	}

	/**
	 * One measured point.
	 *
	 * @param count how many there were
	 * @param millis how long it took, the median in milliseconds
	 */
	record Point(int count, double millis) {

		private String text() {
			return String.format(Locale.ROOT, "%,d: %.1f ms", this.count, this.millis);
		}

	}

}
