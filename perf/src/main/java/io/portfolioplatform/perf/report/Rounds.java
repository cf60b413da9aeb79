package io.portfolioplatform.perf.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Figures of several measurements of the same.
 */
public final class Rounds {

	private Rounds() {
	}

	/**
	 * Return the median of a figure.
	 * @param rounds the measurements
	 * @param figure one of their figures
	 * @param <T> type of a measurement
	 * @return the median, the mean of the middle two of an even number, or
	 * {@link Double#NaN} of none
	 */
	public static <T> double median(Collection<? extends T> rounds, ToDoubleFunction<? super T> figure) {
		return StatUtils.percentile(rounds.stream().mapToDouble(figure).toArray(), 50);
	}

	/**
	 * Compare a figure within each round: what else the machine did then met both.
	 * @param own one measurement of each round
	 * @param others what it is compared with, of the same rounds
	 * @param figure one of their figures
	 * @param comparison such as the ratio of the first to the second
	 * @param <T> type of a measurement
	 * @return what came of it in each round that both have
	 */
	public static <T> List<Double> within(List<? extends T> own, List<? extends T> others,
			ToDoubleFunction<? super T> figure, DoubleBinaryOperator comparison) {
		return IntStream.range(0, Math.min(own.size(), others.size()))
			.mapToObj((round) -> comparison.applyAsDouble(figure.applyAsDouble(own.get(round)),
					figure.applyAsDouble(others.get(round))))
			.toList();
	}

	/**
	 * Write the least and the most of a figure.
	 * @param rounds the measurements
	 * @param figure one of their figures
	 * @param <T> type of a measurement
	 * @return such as {@code 3 to 5}
	 */
	public static <T> String spread(Collection<? extends T> rounds, ToDoubleFunction<? super T> figure) {
		return spread(rounds, figure, 0);
	}

	/**
	 * Write the least and the most of a figure.
	 * @param rounds the measurements
	 * @param figure one of their figures
	 * @param decimals how many are written
	 * @param <T> type of a measurement
	 * @return such as {@code 0.3 to 0.5}
	 */
	public static <T> String spread(Collection<? extends T> rounds, ToDoubleFunction<? super T> figure, int decimals) {
		return String.format(Locale.ROOT, "%." + decimals + "f to %." + decimals + "f",
				rounds.stream().mapToDouble(figure).min().orElse(Double.NaN),
				rounds.stream().mapToDouble(figure).max().orElse(Double.NaN));
	}

}
