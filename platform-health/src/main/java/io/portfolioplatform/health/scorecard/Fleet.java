package io.portfolioplatform.health.scorecard;

import java.util.Locale;

import io.portfolioplatform.health.scorecard.Quantity.Part;

/**
 * Says how many processes the requests need. By Little's law the requests in progress on
 * average are the seconds spent on requests in each second; where the load balancer
 * spreads them evenly, the others are as busy as this process.
 */
final class Fleet {

	private Fleet() {
	}

	static String describe(Totals now, double demand) {
		Double live = now.levels().get(new Quantity(Metric.POD_DEMAND, "", Part.SHARED_BY));
		// The pool does not know while its database does not answer.
		if (live == null || Double.isNaN(live) || live < 1) {
			return "this process";
		}
		String needed = Double.isNaN(demand) ? "" : String.format(Locale.ROOT, ", %.1f needed", live * demand);
		return String.format(Locale.ROOT, "%.0f live%s", live, needed);
	}

}
