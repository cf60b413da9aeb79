package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.portfolioplatform.app.marketdata.MarketSymbol;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Instrument;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads prices and rates.
 */
@Repository
class MarketRepository {

	private final JdbcClient jdbc;

	MarketRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds an instrument that is traded on a market.
	 * @param symbol its symbol
	 * @return the instrument, if it is known
	 */
	Optional<Instrument> instrument(String symbol) {
		return this.jdbc
			.sql("select id, symbol, asset_class from instrument where symbol = :symbol and user_id is null")
			.param("symbol", MarketSymbol.of(symbol))
			.query((row, index) -> new Instrument(row.getString("id"), row.getString("symbol"),
					row.getString("asset_class")))
			.optional();
	}

	/**
	 * Reads all closing prices of instruments.
	 * @param instruments ids of the instruments
	 * @return the prices by instrument; those are missing that have none
	 */
	Map<Long, PriceSeries> prices(Collection<Long> instruments) {
		Map<Long, Column> columns = new HashMap<>();
		RowCallbackHandler adder = (row) -> {
			String currency = row.getString("currency");
			columns.computeIfAbsent(row.getLong("id"), (id) -> new Column(currency))
				.add(row.getObject("date", LocalDate.class), row.getBigDecimal("close"));
		};
		this.jdbc.sql("""
				select instrument.id, instrument.currency, price.date, price.close
				from instrument
				join price on price.instrument_id = instrument.id
				where instrument.id = any(:ids) and instrument.user_id is null and instrument.currency is not null
				order by instrument.id, price.date
				""").param("ids", instruments.toArray(Long[]::new)).query(adder);
		Map<Long, PriceSeries> series = new HashMap<>();
		columns.forEach((id, column) -> series.put(id, column.prices()));
		return series;
	}

	/**
	 * Reads all rates of currencies.
	 * @param currencies codes of the currencies
	 * @return units of the currency that one euro buys, by currency; those are missing
	 * that have none
	 */
	Map<String, TimeSeries<BigDecimal>> rates(Collection<String> currencies) {
		Map<String, Column> columns = new HashMap<>();
		RowCallbackHandler adder = (row) -> columns.computeIfAbsent(row.getString("currency"), Column::new)
			.add(row.getObject("date", LocalDate.class), row.getBigDecimal("per_euro"));
		this.jdbc.sql("""
				select currency, date, per_euro from fx_rate
				where currency = any(:currencies)
				order by currency, date
				""").param("currencies", currencies.toArray(String[]::new)).query(adder);
		Map<String, TimeSeries<BigDecimal>> series = new HashMap<>();
		columns.forEach((currency, column) -> series.put(currency, column.series()));
		return series;
	}

	/**
	 * Values by day, in the order of the rows.
	 *
	 * @param currency code of the currency they are in
	 * @param days the days
	 * @param values the values
	 */
	private record Column(String currency, List<LocalDate> days, List<BigDecimal> values) {

		Column(String currency) {
			this(currency, new ArrayList<>(), new ArrayList<>());
		}

		void add(LocalDate day, BigDecimal value) {
			this.days.add(day);
			this.values.add(value);
		}

		TimeSeries<BigDecimal> series() {
			return new TimeSeries<>(this.days, this.values);
		}

		PriceSeries prices() {
			return new PriceSeries(Currency.getInstance(this.currency), series());
		}

	}

}
