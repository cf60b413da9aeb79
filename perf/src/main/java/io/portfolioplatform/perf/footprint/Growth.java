package io.portfolioplatform.perf.footprint;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How long something takes for ever more of one thing.
 *
 * @param what what there is more and more of
 * @param points the measured points, least first
 */
record Growth(String what, List<Point> points) {

	/** The exponents that are tried are so many hundredths. */
	private static final int MOST_HUNDREDTHS = 300;

	/** As many figures as a curve has fit as many points whatever they are. */
	private static final int FIGURES = 3;

	private static final int STEPS = 40;

	/**
	 * Return the exponent of the power law that fits best: the slope of the line through
	 * the logarithms by least squares. Where much of the time is constant it is less than
	 * what the time grows by in the end.
	 */
	double exponent() {
		SimpleRegression line = new SimpleRegression();
		this.points.forEach((point) -> line.addData(Math.log10(point.count()), Math.log10(point.millis())));
		return line.getSlope();
	}

	/**
	 * Return the constant and the power that together fit best, if there are points
	 * enough to tell and neither is negative.
	 */
	Optional<Curve> curve() {
		return (this.points.size() > FIGURES) ? IntStream.rangeClosed(1, MOST_HUNDREDTHS)
			.mapToObj((hundredths) -> Curve.fit(this.points, hundredths / 100.0))
			.filter((curve) -> curve.constant() >= 0 && curve.factor() >= 0)
			.min(Comparator.comparingDouble(Curve::error)) : Optional.empty();
	}

	/** From the first point to the last, evenly on a logarithmic axis. */
	List<Double> counts() {
		double first = this.points.get(0).count();
		double last = this.points.get(this.points.size() - 1).count();
		return IntStream.rangeClosed(0, STEPS)
			.mapToObj((step) -> first * Math.pow(last / first, (double) step / STEPS))
			.toList();
	}

	String row() {
		return String.format(Locale.ROOT, "| %s | %s | %.2f | %s |%n", this.what,
				this.points.stream().map(Point::text).collect(Collectors.joining(", ")), exponent(),
				curve().map(Curve::toString).orElse("-"));
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
