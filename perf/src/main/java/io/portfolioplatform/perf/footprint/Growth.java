package io.portfolioplatform.perf.footprint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
		double meanX = this.points.stream().mapToDouble(Point::logCount).average().orElseThrow();
		double meanY = this.points.stream().mapToDouble(Point::logMillis).average().orElseThrow();
		double covariance = this.points.stream()
			.mapToDouble((point) -> (point.logCount() - meanX) * (point.logMillis() - meanY))
			.sum();
		double variance = this.points.stream().mapToDouble((point) -> Math.pow(point.logCount() - meanX, 2)).sum();
		return covariance / variance;
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

		double logCount() {
			return Math.log10(this.count);
		}

		double logMillis() {
			return Math.log10(this.millis);
		}

		private String text() {
			return String.format(Locale.ROOT, "%,d: %.1f ms", this.count, this.millis);
		}

	}

}
