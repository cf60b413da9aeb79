package io.portfolioplatform.ratelimit.fleet;

import io.github.bucket4j.Bucket;
import io.portfolioplatform.ratelimit.policy.Limits;

/**
 * This process's share of a key's limit while Redis does not answer.
 *
 * @param outage the number of the outage it is for
 * @param limits the limits that it is a share of
 * @param cost the greatest cost of a call that it can admit
 * @param bucket the bucket
 */
record Share(long outage, Limits limits, long cost, Bucket bucket) {

	boolean serves(long outage, Limits limits, long cost) {
		return this.outage == outage && this.cost >= cost && this.limits.equals(limits);
	}

}
