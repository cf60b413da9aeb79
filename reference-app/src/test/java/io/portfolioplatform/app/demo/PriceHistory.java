package io.portfolioplatform.app.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The real closing prices, for people who trade at them.
 */
class PriceHistory {

	private final NavigableMap<String, NavigableMap<LocalDate, BigDecimal>> closes = new TreeMap<>();

	static PriceHistory load(JdbcClient jdbc) {
		PriceHistory history = new PriceHistory();
		RowCallbackHandler adder = (row) -> history.closes
			.computeIfAbsent(row.getString("symbol"), (symbol) -> new TreeMap<>())
			.put(row.getObject("date", LocalDate.class), row.getBigDecimal("close"));
		jdbc.sql("""
				select symbol, date, close
				from price join instrument on instrument.id = price.instrument_id
				where asset_class = 'EQUITY'
				""").query(adder);
		return history;
	}

	List<String> symbols() {
		return List.copyOf(this.closes.keySet());
	}

	/**
	 * Returns the first close on or after a day.
	 * @param symbol the symbol
	 * @param day the day
	 * @return the trading day and its close
	 */
	Map.Entry<LocalDate, BigDecimal> onOrAfter(String symbol, LocalDate day) {
		NavigableMap<LocalDate, BigDecimal> history = this.closes.get(symbol);
		Map.Entry<LocalDate, BigDecimal> next = history.ceilingEntry(day);
		return (next != null) ? next : history.lastEntry();
	}

}
