package io.portfolioplatform.health.readiness;

import java.util.List;
import java.util.function.Supplier;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;
import io.portfolioplatform.health.traffic.Traffic;

/**
 * Refuses traffic while many requests are in progress and none ends, with hysteresis.
 * While a dependency is down the reason is probably there: every process of the fleet
 * sees the same, so refusing would leave nobody to answer, and readiness fails open. Nor
 * does that time count when it is back: no request can have ended.
 */
public final class Progress implements ProbeCondition {

	private final Traffic traffic;

	private final Supplier<List<String>> down;

	private final StuckRequests limits;

	private final Hysteresis state;

	private long answeredBefore;

	/**
	 * Create the condition.
	 * @param traffic the requests
	 * @param down names of the dependencies that are down
	 * @param limits when the process counts as stuck
	 */
	public Progress(Traffic traffic, Supplier<List<String>> down, StuckRequests limits) {
		this.traffic = traffic;
		this.down = down;
		this.limits = limits;
		this.state = new Hysteresis(limits.after(), limits.recovery());
	}

	/**
	 * Look at the counters. Called by one thread, every second or so.
	 * @param now the time in nanoseconds, from any origin
	 */
	public void sample(long now) {
		// The counter is looked at first, so that it is never behind.
		this.state.see(!moves() && this.down.get().isEmpty(), now);
	}

	@Override
	public Probe probe() {
		return Probe.READINESS;
	}

	@Override
	public Verdict check() {
		List<String> dependencies = this.down.get();
		if (!dependencies.isEmpty()) {
			return new Verdict(true,
					"failing open: the whole fleet shares what is down: " + String.join(", ", dependencies));
		}
		return this.state.troubled() ? new Verdict(false, "no request has ended for " + this.limits.after())
				: Verdict.MET;
	}

	private boolean moves() {
		long answered = this.traffic.answered();
		boolean moves = answered != this.answeredBefore || this.traffic.inProgress() < this.limits.requests();
		this.answeredBefore = answered;
		return moves;
	}

}
