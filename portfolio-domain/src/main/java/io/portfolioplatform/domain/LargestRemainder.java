package io.portfolioplatform.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds shares so that they still sum to exactly 1: every share is rounded down, and the
 * missing units go to the largest remainders (Hamilton's method of apportionment).
 */
public final class LargestRemainder {

	private static final int SCALE = 4;

	private static final BigDecimal UNIT = BigDecimal.ONE.movePointLeft(SCALE);

	private LargestRemainder() {
	}

	/**
	 * Return each value's share of the total.
	 * @param <K> what the values belong to
	 * @param values values of which none is negative and one is positive, or no values
	 * @return fractions with four decimals that sum to exactly 1, in the order of the
	 * values
	 * @throws IllegalArgumentException if a value is negative, or none is positive
	 */
	public static <K> Map<K, BigDecimal> weights(Map<K, BigDecimal> values) {
		if (values.isEmpty()) {
			return Map.of();
		}
		BigDecimal total = sum(values);
		if (total.signum() <= 0 || values.values().stream().anyMatch((value) -> value.signum() < 0)) {
			throw new IllegalArgumentException("Shares need values that are not negative and not all zero");
		}
		Map<K, BigDecimal> weights = new LinkedHashMap<>();
		Map<K, BigDecimal> remainders = new LinkedHashMap<>();
		values.forEach((key, value) -> {
			BigDecimal exact = value.divide(total, MathContext.DECIMAL128);
			BigDecimal rounded = exact.setScale(SCALE, RoundingMode.DOWN);
			weights.put(key, rounded);
			remainders.put(key, exact.subtract(rounded));
		});
		long missing = BigDecimal.ONE.subtract(sum(weights)).movePointRight(SCALE).longValueExact();
		largestFirst(remainders).stream().limit(missing).forEach((key) -> weights.merge(key, UNIT, BigDecimal::add));
		return weights;
	}

	private static <K> BigDecimal sum(Map<K, BigDecimal> values) {
		return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static <K> List<K> largestFirst(Map<K, BigDecimal> remainders) {
		return remainders.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map(Map.Entry::getKey)
			.toList();
	}

}
