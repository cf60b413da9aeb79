package io.portfolioplatform.ratelimit.local;

import io.portfolioplatform.ratelimit.engine.Remainder;

/**
 * What is left of a bucket that had too little for a call.
 *
 * @param bucket the bucket
 * @param cost what the call needs
 */
record Refused(KeyBucket bucket, long cost) implements Remainder {

	@Override
	public long tokens() {
		return this.bucket.tokens();
	}

	@Override
	public long nanosUntilMore() {
		return this.bucket.nanosUntil(this.cost);
	}

}
