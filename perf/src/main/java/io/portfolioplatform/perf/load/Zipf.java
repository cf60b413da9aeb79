package io.portfolioplatform.perf.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws numbers from 0 with probabilities proportional to {@code 1 / (n + 1)^exponent}:
 * few users come often, most seldom.
 */
final class Zipf {

	private final double[] cumulative;

	Zipf(int size, double exponent) {
		this.cumulative = new double[size];
		double sum = 0;
		for (int n = 0; n < size; n++) {
			sum += Math.pow(n + 1, -exponent);
			this.cumulative[n] = sum;
		}
	}

	int next(RandomGenerator random) {
		int at = Arrays.binarySearch(this.cumulative,
				random.nextDouble() * this.cumulative[this.cumulative.length - 1]);
		return Math.min((at < 0) ? -at - 1 : at, this.cumulative.length - 1);
	}

}
