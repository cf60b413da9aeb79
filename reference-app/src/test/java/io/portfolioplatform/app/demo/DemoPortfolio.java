package io.portfolioplatform.app.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Life of one demo user as an investor from 2003 to 2007: pays in when there is something
 * to buy, buys and sells at real closes, collects dividends, and keeps some savings.
 */
class DemoPortfolio {

	private static final LocalDate START = LocalDate.of(2003, 1, 2);

	private static final int DAYS = 1820;

	private static final BigDecimal FEE = new BigDecimal("7.95");

	private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "USD", "GBP", "CHF");

	private final Random random;

	private final int number;

	private final PriceHistory prices;

	private final String currency;

	private final DemoExport export;

	private final Map<String, Integer> held = new HashMap<>();

	private BigDecimal cash = BigDecimal.ZERO;

	DemoPortfolio(int number, PriceHistory prices) {
		this.number = number;
		this.random = new Random(20071231L * number);
		this.prices = prices;
		this.currency = (number == 1) ? "EUR" : CURRENCIES.get(this.random.nextInt(CURRENCIES.size()));
		this.export = new DemoExport(this.currency);
	}

	String export() {
		this.export.account("broker", "Brokerage", "USD", Map.of());
		this.export.account("bank", "Savings", this.currency, savings());
		List<String> favourites = favourites();
		int trades = (this.number == 1) ? 150 : 20 + this.random.nextInt(60);
		days(trades).forEach((day) -> trade(favourites.get(this.random.nextInt(favourites.size())), day));
		if (this.number == 1) {
			// A symbol without prices: what the dashboard says about it is part of the
			// demo.
			money("DEPOSIT", LocalDate.of(2005, 10, 20), new BigDecimal("650"));
			this.export.activity("broker", "BUY", "GOOG", LocalDate.of(2005, 10, 20), BigDecimal.valueOf(2),
					new BigDecimal("303.20"), FEE, "USD");
		}
		return this.export.toJson();
	}

	private Map<LocalDate, BigDecimal> savings() {
		Map<LocalDate, BigDecimal> balances = new TreeMap<>();
		BigDecimal balance = BigDecimal.valueOf(500 + this.random.nextInt(5000));
		for (int year = START.getYear(); year <= 2007; year++) {
			balances.put(Year.of(year).atMonth(12).atDay(28), balance);
			balance = balance.add(BigDecimal.valueOf(this.random.nextInt(2500) - 500L));
		}
		return balances;
	}

	private List<String> favourites() {
		List<String> symbols = new ArrayList<>(this.prices.symbols());
		Collections.shuffle(symbols, this.random);
		return symbols.subList(0, (this.number == 1) ? 14 : 3 + this.random.nextInt(12));
	}

	private List<LocalDate> days(int count) {
		return this.random.ints(count, 0, DAYS).sorted().mapToObj(START::plusDays).toList();
	}

	private void trade(String symbol, LocalDate day) {
		Map.Entry<LocalDate, BigDecimal> close = this.prices.onOrAfter(symbol, day);
		int units = this.held.getOrDefault(symbol, 0);
		int dice = this.random.nextInt(10);
		if (units > 1 && dice < 2) {
			sell(symbol, close, 1 + this.random.nextInt(units));
		}
		else if (units > 0 && dice < 4) {
			dividend(symbol, close, units);
		}
		else {
			buy(symbol, close, 1 + this.random.nextInt(60));
		}
	}

	private void buy(String symbol, Map.Entry<LocalDate, BigDecimal> close, int units) {
		BigDecimal cost = close.getValue().multiply(BigDecimal.valueOf(units)).add(FEE);
		if (this.cash.compareTo(cost) < 0) {
			BigDecimal missing = cost.subtract(this.cash);
			BigDecimal deposit = missing.divide(BigDecimal.valueOf(500), 0, RoundingMode.UP)
				.multiply(BigDecimal.valueOf(500));
			money("DEPOSIT", close.getKey(), deposit);
		}
		this.cash = this.cash.subtract(cost);
		this.held.merge(symbol, units, Integer::sum);
		activity("BUY", symbol, close.getKey(), units, close.getValue(), FEE);
	}

	private void sell(String symbol, Map.Entry<LocalDate, BigDecimal> close, int units) {
		this.cash = this.cash.add(close.getValue().multiply(BigDecimal.valueOf(units))).subtract(FEE);
		this.held.merge(symbol, -units, Integer::sum);
		activity("SELL", symbol, close.getKey(), units, close.getValue(), FEE);
	}

	private void dividend(String symbol, Map.Entry<LocalDate, BigDecimal> close, int units) {
		BigDecimal perUnit = close.getValue().multiply(new BigDecimal("0.006")).setScale(2, RoundingMode.HALF_EVEN);
		this.cash = this.cash.add(perUnit.multiply(BigDecimal.valueOf(units)));
		activity("DIVIDEND", symbol, close.getKey(), units, perUnit, BigDecimal.ZERO);
	}

	private void money(String type, LocalDate date, BigDecimal amount) {
		this.cash = this.cash.add(amount);
		activity(type, "", date, 1, amount, BigDecimal.ZERO);
	}

	private void activity(String type, String symbol, LocalDate date, int quantity, BigDecimal price, BigDecimal fee) {
		this.export.activity("broker", type, symbol, date, BigDecimal.valueOf(quantity), price, fee, "USD");
	}

}
