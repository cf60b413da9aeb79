package io.portfolioplatform.app.imports;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a currency. Lower case is refused rather than mended: {@code GBp} are pence, and
 * a hundred of them are one {@code GBP}.
 */
final class Currencies {

	private static final Set<String> CODES = Currency.getAvailableCurrencies()
		.stream()
		.map(Currency::getCurrencyCode)
		.collect(Collectors.toUnmodifiableSet());

	private Currencies() {
	}

	static String read(Cell cell) {
		if (!CODES.contains(cell.text())) {
			throw cell.refused("is not an ISO 4217 currency such as EUR");
		}
		return cell.text();
	}

}
