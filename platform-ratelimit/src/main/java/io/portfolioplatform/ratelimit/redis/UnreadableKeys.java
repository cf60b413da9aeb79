package io.portfolioplatform.ratelimit.redis;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the keys that held what none of our scripts can have written. The scripts take
 * it away and go on as if the key had been absent.
 */
public final class UnreadableKeys {

	private static final Log logger = LogFactory.getLog(UnreadableKeys.class);

	private final LongAdder count = new LongAdder();

	/**
	 * Count the keys that a script has found.
	 * @param keys a list of their names, as the script answered it
	 */
	public void add(Object keys) {
		((List<?>) keys).forEach((key) -> {
			this.count.increment();
			logger.warn("What Redis held under '" + key + "' cannot be read: it was taken away and counts as absent");
		});
	}

	/**
	 * Return how many there were.
	 * @return the number since the start
	 */
	public long count() {
		return this.count.sum();
	}

}
