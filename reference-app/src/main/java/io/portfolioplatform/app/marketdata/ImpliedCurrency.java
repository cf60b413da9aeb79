package io.portfolioplatform.app.marketdata;

import org.jspecify.annotations.Nullable;

/**
 * The currency that a symbol implies where nothing else tells that of its prices: symbols
 * of other exchanges than those of the United States bear a suffix.
 */
public final class ImpliedCurrency {

	private ImpliedCurrency() {
	}

	/**
	 * Returns the currency.
	 * @param symbol a symbol of a market
	 * @return the currency, or {@code null} if it cannot be known
	 */
	public static @Nullable String of(String symbol) {
		return (symbol.indexOf('.') < 0) ? "USD" : null;
	}

}
