package io.portfolioplatform.health.shed;

import com.netflix.concurrency.limits.limit.AbstractLimit;

/**
 * A gradient limit whose reference is a target and not the route's own past: a past
 * learned under overload makes overload look normal. By Little's law, requests that take
 * twice the target are twice too many; below the target the limit grows by its root.
 */
final class TargetLimit extends AbstractLimit {

	private static final double STEEPEST = 0.5;

	private final long target;

	private final int min;

	private final int max;

	TargetLimit(long targetNanos, int initial, int min, int max) {
		super(initial);
		this.target = targetNanos;
		this.min = min;
		this.max = max;
	}

	@Override
	protected int _update(long startTime, long rtt, int inflight, boolean didDrop) {
		double gradient = Math.max(STEEPEST, Math.min(1, (double) this.target / rtt));
		double next = getLimit() * (didDrop ? Math.min(gradient, 1 - STEEPEST / 5) : gradient);
		// Only a limit that is used can be too low.
		if (!didDrop && rtt <= this.target && inflight * 2 >= getLimit()) {
			next += Math.sqrt(getLimit());
		}
		return Math.min(this.max, Math.max(this.min, (int) next));
	}

}
