package io.portfolioplatform.cache.memoize;

import io.portfolioplatform.cache.coherence.Bypass;

/**
 * Decides when an eviction takes effect.
 */
public interface EvictionTiming {

	/**
	 * Evicts at once.
	 */
	EvictionTiming IMMEDIATE = new EvictionTiming() {

		@Override
		public void perform(Runnable eviction) {
			eviction.run();
		}

		@Override
		public boolean isEvictionPending() {
			return Bypass.isOn();
		}

	};

	/**
	 * Run an eviction now or later.
	 * @param eviction removes entries
	 */
	void perform(Runnable eviction);

	/**
	 * Whether this thread has asked for an eviction that has not run yet: it must neither
	 * read from a cache what it is about to change nor write to it what others must not
	 * see yet. Or whether the caches may be behind what its user has written.
	 * @return whether the thread has to pass the caches by
	 */
	boolean isEvictionPending();

	/**
	 * Whether this thread may wait for another process: not while it holds what others
	 * need, such as a database connection.
	 * @return whether to wait
	 */
	default boolean mayWait() {
		return true;
	}

}
