package io.portfolioplatform.ratelimit.policy;

import java.util.concurrent.atomic.LongAccumulator;

/**
 * A policy that can be changed while it is in use.
 */
public final class ActivePolicy {

	/** A change must leave room for it, or its calls would be refused for ever. */
	private final LongAccumulator greatestCost = new LongAccumulator(Math::max, 1);

	private volatile Policy current;

	/**
	 * Create the policy.
	 * @param policy what it says at first
	 */
	public ActivePolicy(Policy policy) {
		this.current = policy;
	}

	/**
	 * Return what the policy says now.
	 * @return the policy
	 */
	public Policy current() {
		return this.current;
	}

	/**
	 * Return the name, which never changes.
	 * @return the name
	 */
	public String name() {
		return this.current.name();
	}

	/**
	 * Register what a call costs.
	 * @param cost the tokens it takes
	 * @param place where the cost stands, for the error, such as "'a.b.cost' is"
	 * @throws InvalidRateLimitException if no call could ever take that many
	 */
	public void register(long cost, String place) {
		long largest = this.current.largestCost();
		if (cost < 1 || cost > largest) {
			throw new InvalidRateLimitException(place + " " + cost,
					"Use a cost from 1 to " + largest + ", the capacity of '" + name() + "'.");
		}
		this.greatestCost.accumulate(cost);
	}

	/**
	 * Check that what is limited could still be called.
	 */
	void check(Policy policy) {
		if (policy.largestCost() < this.greatestCost.get()) {
			throw new InvalidRateLimitException(
					"The policy '" + name() + "' has the capacity " + policy.largestCost()
							+ ", and there are calls that cost " + this.greatestCost.get(),
					"Use at least " + this.greatestCost.get() + ", or restart with a lower cost.");
		}
	}

	void change(Policy policy) {
		this.current = policy;
	}

}
