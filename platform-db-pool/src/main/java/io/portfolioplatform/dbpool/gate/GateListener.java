package io.portfolioplatform.dbpool.gate;

/**
 * Is told how long threads wait.
 */
@FunctionalInterface
public interface GateListener {

	/**
	 * Hears nothing.
	 */
	GateListener NONE = (nanos) -> {
	};

	/**
	 * A thread was admitted that had to wait.
	 * @param nanos how long it waited, in nanoseconds
	 */
	void waited(long nanos);

}
