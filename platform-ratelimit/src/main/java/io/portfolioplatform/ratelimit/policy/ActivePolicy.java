package io.portfolioplatform.ratelimit.policy;

/**
 * A policy that can be changed while it is in use.
 */
public final class ActivePolicy {

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

	void change(Policy policy) {
		this.current = policy;
	}

}
