package io.portfolioplatform.perf.footprint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Seeder;
import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.perf.report.Rounds;

/**
 * What one process of the application needs.
 *
 * @param startSeconds from the start of the JVM until Spring Boot said that the
 * application had started, of each start
 * @param restMebibytes what was resident of the process at rest
 * @param busyMebibytes the same after the measured requests
 * @param remembered kilobytes allocated for an overview that is remembered
 * @param computed kilobytes allocated for an overview that is computed
 * @param growth how long an overview takes that is not remembered
 */
record Footprint(List<Double> startSeconds, double restMebibytes, double busyMebibytes, double remembered,
		double computed, List<Growth> growth) {

	String markdown() {
		List<Double> starts = this.startSeconds.stream().sorted().toList();
		return String.format(Locale.ROOT,
				"""
						| what | measured |
						|---|---|
						| start of the JVM until Spring Boot says that it has started | %.1f s (%s) |
						| resident memory at rest, `%s` | %.0f MiB |
						| resident memory after the requests below | %.0f MiB |
						| allocated for an overview that is remembered | %.0f KB |
						| allocated for an overview that is computed, of 1,000 activities | %.0f KB |

						How long an overview takes that is not remembered, the median of 61 of each, asked for in turn:

						| with more and more | took | exponent of a power alone | a constant and a power of n |
						|---|---|---|---|
						%s
						![The same in a picture](growth.png)

						What is computed, and what is not remembered, is of an application without limits and cache, the rest of one whose limits count but refuse nothing.
						Activities are of %d holdings, holdings have 1,000 activities in all, users have 60 activities each and the one that is timed 1,000.
						Measured on %s.
						""",
				Rounds.median(starts, (seconds) -> seconds),
				starts.stream().map((one) -> String.format(Locale.ROOT, "%.1f", one)).collect(Collectors.joining(", ")),
				LocalSystem.JVM, this.restMebibytes, this.busyMebibytes, this.remembered, this.computed,
				this.growth.stream().map(Growth::row).collect(Collectors.joining()), Seeder.SYMBOLS.size(),
				Machine.describe());
	}

}
