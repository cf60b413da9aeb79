package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.performance.GrowthIndex.Point;

/**
 * Standard deviation (of a sample) of the logarithmic returns of working days that had
 * capital, times the square root of 252 working days of a year.
 */
final class Volatility {

	private static final double DAYS_PER_YEAR = 252;

	/** More would be read digit by digit. */
	private static final MathContext ENOUGH_DIGITS = new MathContext(15);

	private static final int FEWEST_RETURNS = 20;

	private Volatility() {
	}

	static Answer<BigDecimal> of(List<Point> points, Set<LocalDate> idle) {
		List<Double> returns = returns(points, idle);
		if (returns.size() < FEWEST_RETURNS) {
			return Answer.absent(Absence.Code.TOO_FEW_VALUES,
					"A volatility needs the returns of " + FEWEST_RETURNS + " working days.");
		}
		double mean = returns.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
		double squares = returns.stream().mapToDouble((value) -> (value - mean) * (value - mean)).sum();
		double yearly = Math.sqrt(squares / (returns.size() - 1)) * Math.sqrt(DAYS_PER_YEAR);
		return Answer.of(new BigDecimal(yearly, MathContext.DECIMAL64));
	}

	private static List<Double> returns(List<Point> points, Set<LocalDate> idle) {
		List<Double> returns = new ArrayList<>();
		double before = number(points.get(0));
		for (int i = 1; i < points.size(); i++) {
			double after = number(points.get(i));
			if (before > 0 && after > 0 && isWorkingDay(points.get(i)) && !idle.contains(points.get(i).date())) {
				returns.add(Math.log(after / before));
			}
			before = after;
		}
		return returns;
	}

	private static double number(Point point) {
		return point.value().round(ENOUGH_DIGITS).doubleValue();
	}

	private static boolean isWorkingDay(Point point) {
		DayOfWeek day = point.date().getDayOfWeek();
		return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
	}

}
