package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the assets consist of, each list from the largest share to the smallest. Assets
 * sold short and assets without a value have no share.
 *
 * @param assetClasses shares by class
 * @param currencies shares by the currency of price or cash
 */
public record Allocation(List<Slice> assetClasses, List<Slice> currencies) {

	/**
	 * Share of the assets.
	 *
	 * @param name asset class or ISO 4217 code
	 * @param value the value
	 * @param weight fraction with four decimals; the weights of a list sum to exactly 1
	 */
	public record Slice(String name, Figure value, BigDecimal weight) {

	}

}
