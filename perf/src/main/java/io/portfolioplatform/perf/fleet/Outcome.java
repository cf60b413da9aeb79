package io.portfolioplatform.perf.fleet;

import java.util.List;
import java.util.Locale;

/**
 * What a strategy did.
 *
 * @param strategy the strategy
 * @param settings what the run was about
 * @param machine what it ran on, and with which version of the project
 * @param phases the parts of the script
 * @param firstMillis how long each pod that got a connection waited for its first, sorted
 * @param never pods that never got one
 * @param pods pods that were started
 * @param floorSeconds how long after the last start it took until every pod of the large
 * fleet held two, {@link Double#NaN} if that never was
 * @param pids the processes
 * @param samples how often the pooler was asked
 */
record Outcome(Strategy strategy, Settings settings, String machine, List<Phase> phases, List<Long> firstMillis,
		int never, int pods, double floorSeconds, List<Long> pids, int samples) {

	int peak() {
		return this.phases.stream().mapToInt(Phase::peak).max().orElse(0);
	}

	long refused() {
		return this.phases.stream().mapToLong(Phase::refused).sum();
	}

	double failedPercent() {
		long failed = this.phases.stream().mapToLong(Phase::failed).sum();
		return 100.0 * failed / Math.max(1, failed + this.phases.stream().mapToLong(Phase::used).sum());
	}

	long firstMillis(double quantile) {
		return this.firstMillis.isEmpty() ? -1
				: this.firstMillis.get((int) Math.min(this.firstMillis.size() - 1, this.firstMillis.size() * quantile));
	}

	String row() {
		return String.format(Locale.ROOT, "| %s | %d of %d | %,d | %,d ms | %d of %d | %s | %.1f %% |%n",
				this.strategy.label(), peak(), this.settings.capacity(), refused(), firstMillis(0.99), this.never,
				this.pods,
				Double.isNaN(this.floorSeconds) ? "never" : String.format(Locale.ROOT, "%.1f s", this.floorSeconds),
				failedPercent());
	}

}
