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
	 * Be told of an invalidation when it is asked for, before it takes effect, in the
	 * transaction that it waits for if there is one.
	 * @param invalidation what others are to forget later
	 */
	default void announce(Invalidation invalidation) {
	}

	/**
	 * Tell the others, without waiting for them.
	 * @param invalidation what to forget
	 */
	void publish(Invalidation invalidation);

	/**
	 * Forget something here and tell the others, without waiting for them. In this order:
	 * first this process asks for nothing that the others share until they are told, then
	 * it forgets, and then they are told. So it reads nothing old from them after it has
	 * forgotten, and they get nothing from it that it has made of what it had to forget.
	 * @param invalidation what to forget
	 * @param eviction forgets it here
	 */
	default void publish(Invalidation invalidation, Runnable eviction) {
		eviction.run();
		publish(invalidation);
	}

	/**
	 * Tell the others, without waiting for them, and have something put in the place of
	 * what they are to forget.
	 * @param invalidation the result to forget
	 * @param replacement what is put there when the others are told
	 */
	default void publish(Invalidation invalidation, Replacement replacement) {
		publish(invalidation);
	}

}
