package io.portfolioplatform.ratelimit.fleet;

import io.github.bucket4j.Bucket;

/**
 * This process's share of a key's limit while Redis does not answer.
 *
 * @param outage the number of the outage it is for
 * @param cost the greatest cost of a call that it can admit
 * @param bucket the bucket
 */
record Share(long outage, long cost, Bucket bucket) {

	boolean serves(long outage, long cost) {
		return this.outage == outage && this.cost >= cost;
	}

}
