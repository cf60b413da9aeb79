package io.portfolioplatform.ratelimit.fleet;

import io.github.bucket4j.Bucket;

/**
 * This process's share of a key's limit while Redis does not answer.
 *
 * @param outage the number of the outage it is for
 * @param bucket the bucket
 */
record Share(long outage, Bucket bucket) {

}
