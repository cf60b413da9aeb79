package io.portfolioplatform.app.marketdata;

import java.util.Locale;

/**
 * How symbols of markets are written: markets know no case, so that {@code msft} is
 * {@code MSFT} wherever somebody names it.
 */
public final class MarketSymbol {

	private MarketSymbol() {
	}

	/**
	 * Returns a symbol as it is stored.
	 * @param text the symbol as somebody wrote it
	 * @return the symbol
	 */
	public static String of(String text) {
		return text.toUpperCase(Locale.ROOT);
	}

}
