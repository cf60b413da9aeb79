package io.portfolioplatform.domain.performance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import io.portfolioplatform.domain.Absence;
import io.portfolioplatform.domain.Answer;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Present value of payments as a function of the logarithm of the yearly growth, in which
 * it is smooth and defined everywhere.
 */
class PresentValue {

	private static final double DAYS_PER_YEAR = 365;

	private static final int DECIMALS = 10;

	private static final int MOST_EVALUATIONS = 1000;

	private static final double ACCURACY = 1e-15;

	/**
	 * Step in which a change of sign is looked for, away from zero on both sides.
	 */
	private static final double STEP = 0.05;

	/**
	 * Farthest logarithm that is tried: a growth by a factor of 10,000 a year, or the
	 * loss of all but a ten-thousandth.
	 */
	private static final double FARTHEST = Math.log(10_000);

	private final double[] amounts;

	private final double[] years;

	PresentValue(List<CashFlow> flows) {
		this.amounts = flows.stream().mapToDouble((flow) -> flow.amount().doubleValue()).toArray();
		this.years = flows.stream()
			.mapToDouble((flow) -> ChronoUnit.DAYS.between(flows.get(0).date(), flow.date()) / DAYS_PER_YEAR)
			.toArray();
	}

	private double at(double logarithm) {
		double sum = 0;
		for (int i = 0; i < this.amounts.length; i++) {
			sum += this.amounts[i] * Math.exp(-logarithm * this.years[i]);
		}
		return sum;
	}

	Answer<BigDecimal> rate() {
		for (double low = 0; low < FARTHEST; low += STEP) {
			Optional<Double> closest = DoubleStream.concat(roots(low, low + STEP), roots(-low - STEP, -low))
				.map(Math::expm1)
				.boxed()
				.min(Comparator.comparingDouble(Math::abs));
			if (closest.isPresent()) {
				return Answer.of(BigDecimal.valueOf(closest.get()).setScale(DECIMALS, RoundingMode.HALF_EVEN));
			}
		}
		return Answer.absent(Absence.Code.NO_SOLUTION,
				"No yearly rate between -99.99 % and 999,900 % explains the payments.");
	}

	private DoubleStream roots(double low, double high) {
		return changesSign(low, high)
				? DoubleStream.of(new BrentSolver(ACCURACY).solve(MOST_EVALUATIONS, this::at, low, high))
				: DoubleStream.empty();
	}

	private boolean changesSign(double low, double high) {
		return Math.signum(at(low)) * Math.signum(at(high)) <= 0;
	}

}
