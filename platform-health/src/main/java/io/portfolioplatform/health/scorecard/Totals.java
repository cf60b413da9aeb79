package io.portfolioplatform.health.scorecard;

import java.util.Map;

/**
 * What the meters said at one moment.
 *
 * @param at when, in nanoseconds from any origin
 * @param counts totals that only grow, by what is counted
 * @param levels values that go up and down, by what is measured
 */
public record Totals(long at, Map<Quantity, Double> counts, Map<Quantity, Double> levels) {

	double count(Quantity key) {
		return this.counts.getOrDefault(key, 0.0);
	}

}
