package io.portfolioplatform.ratelimit.fleet;

import java.math.BigInteger;

import io.portfolioplatform.ratelimit.policy.Limits;

import org.springframework.util.StringUtils;

/**
 * What Redis said of a bucket last.
 *
 * @param bucket the bucket in the script's words, 0 if nothing is known
 * @param left the tokens left in it
 * @param time when Redis was asked, in {@link System#nanoTime()}
 */
record Known(String bucket, long left, long time) {

	/**
	 * As take.lua writes a bucket: so many numbers, and then so many of each bandwidth.
	 */
	private static final int HEADER = 4;

	private static final int PER_BANDWIDTH = 3;

	static final Known NOTHING = new Known("0", 0, 0);

	boolean isNothing() {
		return this.bucket.equals(NOTHING.bucket);
	}

	/**
	 * Return the tokens left of one bandwidth, in proportion where it has another
	 * capacity now.
	 * @param limits the limits
	 * @param index which of their bandwidths
	 * @return the number of tokens, negative if more were taken than there are
	 */
	long left(Limits limits, int index) {
		String[] numbers = StringUtils.delimitedListToStringArray(this.bucket, ",", "[]");
		if (numbers.length != HEADER + PER_BANDWIDTH * limits.bandwidths().size()) {
			return this.left;
		}
		int at = HEADER + PER_BANDWIDTH * index;
		// Their product may be more than a long, and what a double rounds a token less.
		BigInteger value = new BigInteger(numbers[at]);
		BigInteger greatest = new BigInteger(numbers[at + 1]);
		BigInteger capacity = BigInteger.valueOf(limits.bandwidths().get(index).capacity());
		return value.multiply(capacity).divide(greatest).longValue();
	}

}
