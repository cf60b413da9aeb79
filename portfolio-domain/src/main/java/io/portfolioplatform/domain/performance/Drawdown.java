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
		Point last = peak;
		for (Point point : points) {
			if (point.value().compareTo(last.value()) == 0) {
				continue;
			}
			last = point;
			if (point.value().compareTo(peak.value()) >= 0) {
				peak = point;
			}
			Drawdown drawdown = between(peak, point);
			if (drawdown.depth.compareTo(deepest.depth) > 0) {
				deepest = drawdown;
			}
		}
		return deepest;
	}

	private static Drawdown between(Point peak, Point point) {
		BigDecimal fall = peak.value().subtract(point.value());
		BigDecimal depth = (fall.signum() > 0) ? fall.divide(peak.value(), Money.PRECISION) : BigDecimal.ZERO;
		return new Drawdown(depth, peak.date(), point.date());
	}

}
