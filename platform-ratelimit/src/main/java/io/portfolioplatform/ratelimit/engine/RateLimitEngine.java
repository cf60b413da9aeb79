package io.portfolioplatform.ratelimit.engine;

import java.util.ArrayList;
import java.util.List;

import io.portfolioplatform.ratelimit.policy.ActivePolicy;
import io.portfolioplatform.ratelimit.policy.Limits;
import io.portfolioplatform.ratelimit.policy.Mode;
import io.portfolioplatform.ratelimit.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Decides calls, in this process or with others.
 */
public final class RateLimitEngine {

	private final Limiter local;

	private final Limiter shared;

	private final DecisionListener[] listeners;

	/**
	 * Create the engine.
	 * @param local counts in this process
	 * @param shared counts for all processes, or {@code null} if each counts on its own
	 * @param listeners told of every decision
	 */
	public RateLimitEngine(Limiter local, @Nullable Limiter shared, List<DecisionListener> listeners) {
		this.local = local;
		this.shared = (shared != null) ? shared : local;
		this.listeners = listeners.toArray(DecisionListener[]::new);
	}

	/**
	 * Charge one call.
	 * @param charge the policy, the key and the cost
	 * @return whether the call may pass
	 */
	public Decision decide(Charge charge) {
		Policy policy = charge.policy().current();
		Decision decision = limiter(policy).decide(policy, policy.limits(charge.plan()), charge.key(), charge.cost());
		for (DecisionListener listener : this.listeners) {
			listener.decided(charge, decision);
		}
		return decision;
	}

	/**
	 * Charge one call with several policies, with all of them or with none.
	 * @param charges the charges
	 * @return the decisions up to and including the first that blocks
	 */
	public List<Decision> decideAll(List<Charge> charges) {
		if (charges.size() == 1) {
			return List.of(decide(charges.get(0)));
		}
		List<Decision> decisions = new ArrayList<>(charges.size());
		for (Charge charge : charges) {
			Decision decision = decide(charge);
			decisions.add(decision);
			if (decision.blocks()) {
				refund(charges, decisions);
				break;
			}
		}
		return decisions;
	}

	/**
	 * Give back what a call was charged with, because it did not take place.
	 * @param charges the charges
	 * @param decisions the decisions on the first of them
	 */
	public void refund(List<Charge> charges, List<Decision> decisions) {
		for (int index = 0; index < decisions.size(); index++) {
			if (decisions.get(index).admitted()) {
				refund(charges.get(index));
			}
		}
	}

	private void refund(Charge charge) {
		Policy policy = charge.policy().current();
		limiter(policy).refund(policy, policy.limits(charge.plan()), charge.key(), charge.cost());
	}

	/**
	 * Look at a key without charging it.
	 * @param policy the policy
	 * @param key the key
	 * @param plan its plan, or {@code null}
	 * @return what is left for it
	 */
	public Decision look(ActivePolicy policy, String key, @Nullable String plan) {
		Policy current = policy.current();
		Limits limits = current.limits(plan);
		Remainder remainder = limiter(current).look(current, limits, key);
		return new Decision(current, limits, remainder.tokens() > 0, remainder);
	}

	/**
	 * Forget what a key has used.
	 * @param policy the policy
	 * @param key the key
	 * @param plan its plan, or {@code null}
	 */
	public void reset(ActivePolicy policy, String key, @Nullable String plan) {
		Policy current = policy.current();
		limiter(current).reset(current, current.limits(plan), key);
	}

	private Limiter limiter(Policy policy) {
		return (policy.mode() != Mode.LOCAL) ? this.shared : this.local;
	}

}
