package io.portfolioplatform.ratelimit.fleet;

/**
 * What Redis said of a bucket last.
 *
 * @param bucket the bucket in the script's words, 0 if nothing is known
 * @param left the tokens left in it
 * @param time when Redis was asked, in {@link System#nanoTime()}
 */
record Known(String bucket, long left, long time) {

	static final Known NOTHING = new Known("0", 0, 0);

	boolean isNothing() {
		return this.bucket.equals(NOTHING.bucket);
	}

}
