package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.LargestRemainder;
import io.portfolioplatform.domain.money.Money;

/**
 * Shares of the holdings in their total. Holdings without a positive value have no share;
 * the shares of the others sum to exactly 1.
 */
public final class Allocation {

	private final List<Holding> holdings;

	public Allocation(List<Holding> holdings) {
		this.holdings = holdings;
	}

	/**
	 * Returns the shares by symbol.
	 * @return fractions with four decimals
	 */
	public Map<String, BigDecimal> byInstrument() {
		return by((holding) -> holding.position().instrument().symbol());
	}

	/**
	 * Returns the shares by the currency of the price.
	 * @return fractions with four decimals
	 */
	public Map<String, BigDecimal> byCurrency() {
		return by((holding) -> holding.quote().get().price().currency().getCurrencyCode());
	}

	/**
	 * Returns the shares by asset class.
	 * @return fractions with four decimals; what has no class is {@code UNCLASSIFIED}
	 */
	public Map<String, BigDecimal> byAssetClass() {
		return by(
				(holding) -> Optional.ofNullable(holding.position().instrument().assetClass()).orElse("UNCLASSIFIED"));
	}

	/**
	 * Returns the shares by anything else.
	 * @param <K> what to group by
	 * @param classifier tells the group of a holding that has a value
	 * @return fractions with four decimals
	 */
	public <K> Map<K, BigDecimal> by(Function<Holding, K> classifier) {
		Map<K, BigDecimal> values = new LinkedHashMap<>();
		for (Holding holding : this.holdings) {
			Answer<BigDecimal> value = holding.value().map(Money::amount);
			value.value()
				.filter((amount) -> amount.signum() > 0)
				.ifPresent((amount) -> values.merge(classifier.apply(holding), amount, BigDecimal::add));
		}
		return LargestRemainder.weights(values);
	}

}
