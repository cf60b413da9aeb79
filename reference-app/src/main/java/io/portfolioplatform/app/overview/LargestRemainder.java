package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds shares so that they still sum to exactly 1: the largest remainders go up.
 */
final class LargestRemainder {

	private static final int SCALE = 4;

	private LargestRemainder() {
	}

	static <K> Map<K, BigDecimal> weights(Map<K, BigDecimal> values) {
		BigDecimal total = values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
		Map<K, BigDecimal> weights = new LinkedHashMap<>();
		Map<K, BigDecimal> remainders = new LinkedHashMap<>();
		values.forEach((key, value) -> {
			BigDecimal exact = value.divide(total, MathContext.DECIMAL128);
			BigDecimal rounded = exact.setScale(SCALE, RoundingMode.DOWN);
			weights.put(key, rounded);
			remainders.put(key, exact.subtract(rounded));
		});
		BigDecimal unit = BigDecimal.ONE.movePointLeft(SCALE);
		BigDecimal missing = BigDecimal.ONE
			.subtract(weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
		List<K> order = remainders.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map(Map.Entry::getKey)
			.toList();
		long units = values.isEmpty() ? 0 : missing.divide(unit).longValueExact();
		order.stream().limit(units).forEach((key) -> weights.merge(key, unit, BigDecimal::add));
		return weights;
	}

}
