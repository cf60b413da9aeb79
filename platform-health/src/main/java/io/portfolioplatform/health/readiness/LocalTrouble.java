package io.portfolioplatform.health.readiness;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;

/**
 * Refuses traffic while something is down that this process has to itself, such as its
 * disk: the others of the fleet can answer instead.
 */
public final class LocalTrouble implements ProbeCondition {

	private final Supplier<List<String>> down;

	private final Hysteresis state;

	private volatile List<String> seen = List.of();

	/**
	 * Create the condition.
	 * @param down names of what is down here alone
	 * @param recovery how long it must be up before traffic is accepted
	 */
	public LocalTrouble(Supplier<List<String>> down, Duration recovery) {
		this.down = down;
		this.state = new Hysteresis(Duration.ZERO, recovery);
	}

	/**
	 * Look at what is down. Called by one thread, every second or so.
	 * @param now the time in nanoseconds, from any origin
	 */
	public void sample(long now) {
		List<String> names = this.down.get();
		if (!names.isEmpty()) {
			this.seen = names;
		}
		this.state.see(!names.isEmpty(), now);
	}

	@Override
	public Probe probe() {
		return Probe.READINESS;
	}

	@Override
	public Verdict check() {
		return this.state.troubled() ? new Verdict(false, "down in this process alone: " + String.join(", ", this.seen))
				: Verdict.MET;
	}

}
