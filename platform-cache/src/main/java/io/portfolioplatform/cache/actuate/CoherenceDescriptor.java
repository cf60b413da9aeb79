package io.portfolioplatform.cache.actuate;

import java.time.Duration;

import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.shared.Breaker;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of Redis.
 *
 * @param lag time since this process was known to have seen every eviction, absent before
 * the first time
 * @param breakerOpen whether Redis is not asked for results because it does not answer
 */
public record CoherenceDescriptor(@Nullable Duration lag, boolean breakerOpen) {

	/**
	 * Describe the present.
	 * @param trust how far this process is behind
	 * @param breaker whether Redis is asked
	 * @return what the endpoint tells
	 */
	public static CoherenceDescriptor of(Trust trust, Breaker breaker) {
		double lag = trust.lag();
		return new CoherenceDescriptor(Double.isNaN(lag) ? null : Duration.ofNanos((long) lag), !breaker.isClosed());
	}

}
