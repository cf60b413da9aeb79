package io.portfolioplatform.cache.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;

import io.portfolioplatform.cache.coherence.CatchUp;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.redis.Abreast;

/**
 * What this process has told the others, and has heard of them.
 *
 * @param trust whether it hears of them at all
 * @param pending what it has not told them yet
 * @param catchUp brings it up to what they have told; it depends on all that has results
 * to forget, and is therefore asked for when it is needed
 */
record Standing(Trust trust, PendingInvalidations pending, Supplier<CatchUp> catchUp) implements Abreast {

	@Override
	public boolean told(Duration timeout) {
		return this.trust.isGivenNow() && this.pending.settle(timeout);
	}

	@Override
	public boolean heard(String id, Duration timeout) {
		return this.catchUp.get().reach(id, timeout);
	}

}
