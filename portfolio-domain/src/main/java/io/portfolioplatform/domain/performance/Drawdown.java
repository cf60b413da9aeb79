package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.performance.GrowthIndex.Point;

/**
 * Deepest fall of an index below its highest value so far.
 *
 * @param depth a fraction of the highest value: 0.25 for a fall by a quarter, 0 if the
 * index never fell
 * @param peak day of the highest value before the fall
 * @param trough day of the lowest value after it
 */
public record Drawdown(BigDecimal depth, LocalDate peak, LocalDate trough) {

	static Drawdown of(List<Point> points) {
		Point peak = points.get(0);
		Drawdown deepest = new Drawdown(BigDecimal.ZERO, peak.date(), peak.date());
		// What is not below this is no deeper fall: most days need no division.
		BigDecimal limit = peak.value();
		Point last = peak;
		for (Point point : points) {
			if (point.value().compareTo(last.value()) == 0) {
				continue;
			}
			last = point;
			if (point.value().compareTo(peak.value()) >= 0) {
				peak = point;
				limit = deepest.below(peak);
			}
			else if (point.value().compareTo(limit) < 0) {
				Drawdown deeper = between(peak, point);
				if (deeper.depth.compareTo(deepest.depth) > 0) {
					deepest = deeper;
					limit = point.value();
				}
			}
		}
		return deepest;
	}

	private BigDecimal below(Point peak) {
		return peak.value().subtract(peak.value().multiply(this.depth));
	}

	private static Drawdown between(Point peak, Point point) {
		BigDecimal fall = peak.value().subtract(point.value());
		return new Drawdown(fall.divide(peak.value(), Money.PRECISION), peak.date(), point.date());
	}

}
