package io.portfolioplatform.health.indicator;

import java.util.Collection;
import java.util.List;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;

/**
 * Holds {@code /startupz} until each of some indicators has been up once, such as the
 * database when the pool got its first connection. Afterwards it holds nothing back.
 */
public final class StartupIndicators implements ProbeCondition {

	private final BackgroundIndicators indicators;

	private final Collection<String> names;

	private volatile boolean passed;

	/**
	 * Create the condition.
	 * @param indicators every indicator
	 * @param names which of them, and of which composites all members, must have been up;
	 * unknown names are skipped
	 */
	public StartupIndicators(BackgroundIndicators indicators, Collection<String> names) {
		this.indicators = indicators;
		this.names = List.copyOf(names);
	}

	@Override
	public Probe probe() {
		return Probe.STARTUP;
	}

	@Override
	public Verdict check() {
		if (this.passed) {
			return Verdict.MET;
		}
		List<String> missing = this.indicators.neverUp(this.names);
		this.passed = missing.isEmpty();
		return this.passed ? Verdict.MET
				: new Verdict(false, "never up since the start: " + String.join(", ", missing));
	}

}
