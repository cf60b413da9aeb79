package io.portfolioplatform.dbpool;

import java.util.concurrent.Callable;

/**
 * Who waits first for a connection where all are in use.
 */
public enum Lane {

	/**
	 * Someone waits for the answer. This is the lane of every thread that says nothing.
	 */
	INTERACTIVE,

	/**
	 * A job that can wait: it gets a connection when nobody interactive waits, and every
	 * eighth one in any case.
	 */
	BACKGROUND;

	private static final ThreadLocal<Lane> CURRENT = ThreadLocal.withInitial(() -> INTERACTIVE);

	/**
	 * Return the lane of the calling thread.
	 * @return the lane
	 */
	public static Lane current() {
		return CURRENT.get();
	}

	/**
	 * Do work in this lane.
	 * @param <T> what the work returns
	 * @param work work of the calling thread
	 * @return what the work returns
	 * @throws Exception what the work throws
	 */
	public <T> T call(Callable<T> work) throws Exception {
		Lane before = CURRENT.get();
		CURRENT.set(this);
		try {
			return work.call();
		}
		finally {
			if (before == INTERACTIVE) {
				CURRENT.remove();
			}
			else {
				CURRENT.set(before);
			}
		}
	}

}
