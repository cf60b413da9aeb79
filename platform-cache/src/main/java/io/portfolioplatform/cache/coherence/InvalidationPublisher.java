package io.portfolioplatform.cache.coherence;

/**
 * Tells the other processes of the fleet what to forget.
 */
@FunctionalInterface
public interface InvalidationPublisher {

	/** For a process that is alone. */
	InvalidationPublisher NONE = (invalidation) -> {
	};

	/**
	 * Tell the others, without waiting for them.
	 * @param invalidation what to forget
	 */
	void publish(Invalidation invalidation);

}
