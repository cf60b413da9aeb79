package io.portfolioplatform.cache.redis;

import java.time.Duration;

/**
 * Whether this process and Redis know what the other one knows of invalidations. No
 * method waits longer than the time it is given.
 */
public interface Abreast {

	/** For a process that invalidates nothing and remembers nothing. */
	Abreast ALWAYS = new Abreast() {

		@Override
		public boolean told(Duration timeout) {
			return true;
		}

		@Override
		public boolean heard(String id, Duration timeout) {
			return true;
		}

	};

	/**
	 * Whether Redis knows all that this process has invalidated.
	 * @param timeout how long to wait for it at most
	 * @return whether it does
	 */
	boolean told(Duration timeout);

	/**
	 * Whether this process has forgotten what was invalidated up to an entry of the log.
	 * @param id the id of the entry
	 * @param timeout how long to wait for the log at most
	 * @return whether it has
	 */
	boolean heard(String id, Duration timeout);

}
