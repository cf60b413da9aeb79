package io.portfolioplatform.perf.footprint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * A constant and a power.
 *
 * @param constant milliseconds that anything takes
 * @param factor milliseconds that the first of a count adds
 * @param exponent by what power of the count these grow
 * @param error sum of the squares of what it is off, each in parts of its point
 */
record Curve(double constant, double factor, double exponent, double error) {

	/**
	 * Fit the constant and the factor by least squares, in parts of each point: a long
	 * time is measured no more exactly than a short one.
	 */
	static Curve fit(List<Growth.Point> points, double exponent) {
		OLSMultipleLinearRegression plane = new OLSMultipleLinearRegression();
		plane.setNoIntercept(true);
		double[] whole = new double[points.size()];
		Arrays.fill(whole, 1);
		plane.newSampleData(whole, points.stream()
			.map((point) -> new double[] { 1 / point.millis(), Math.pow(point.count(), exponent) / point.millis() })
			.toArray(double[][]::new));
		double[] parameters = plane.estimateRegressionParameters();
		return new Curve(parameters[0], parameters[1], exponent, plane.calculateResidualSumOfSquares());
	}

	double millis(double count) {
		return this.constant + this.factor * Math.pow(count, this.exponent);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.1f ms + %.3g ms x n^%.2f", this.constant, this.factor, this.exponent);
	}

}
