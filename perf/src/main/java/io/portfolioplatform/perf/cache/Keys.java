package io.portfolioplatform.perf.cache;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/**
 * Keys, the same in every run.
 */
final class Keys {

	private Keys() {
	}

	static UUID[] of(int count) {
		Random random = new Random(1);
		UUID[] keys = new UUID[count];
		for (int i = 0; i < count; i++) {
			keys[i] = new UUID(random.nextLong(), random.nextLong());
		}
		return keys;
	}

	/**
	 * Which of a number of keys is asked for how often: the n-th in proportion to 1/n to
	 * the power of the exponent (Zipf).
	 * @return a number of indices to go through again and again
	 */
	static int[] zipf(int count, double exponent, int samples) {
		double[] sums = new double[count];
		double sum = 0;
		for (int i = 0; i < count; i++) {
			sum += 1 / Math.pow(i + 1, exponent);
			sums[i] = sum;
		}
		Random random = new Random(2);
		int[] indices = new int[samples];
		for (int i = 0; i < samples; i++) {
			int found = Arrays.binarySearch(sums, random.nextDouble() * sum);
			indices[i] = Math.min(count - 1, (found >= 0) ? found : -found - 1);
		}
		return indices;
	}

}
