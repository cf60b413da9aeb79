package io.portfolioplatform.perf.cache;

import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.ZipfDistribution;
import org.apache.commons.math3.random.JDKRandomGenerator;

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
		int[] ranks = new ZipfDistribution(new JDKRandomGenerator(2), count, exponent).sample(samples);
		return IntStream.of(ranks).map((rank) -> rank - 1).toArray();
	}

}
