package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.ExchangeRates;
import io.portfolioplatform.domain.money.Money;
import io.portfolioplatform.domain.money.ReferenceRates;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the prices and rates a period needs.
 */
@Repository
class MarketRepository {

	private static final int DAYS_BEFORE = 10;

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
			.param("symbol", symbol)
			.query((row, index) -> new Instrument(row.getString("id"), row.getString("symbol"),
					row.getString("asset_class")))
			.optional();
	}

	/**
	 * Reads closing prices, each series from the last price at the start on.
	 * @param instruments the instruments
	 * @param start the first day
	 * @param end the last day
	 * @return the prices
	 */
	QuoteBook prices(Collection<Instrument> instruments, LocalDate start, LocalDate end) {
		QuoteBook quotes = new QuoteBook();
		RowCallbackHandler adder = (row) -> quotes.add(row.getString("id"),
				new Quote(new Money(row.getBigDecimal("close"), Currency.getInstance(row.getString("currency"))),
						row.getObject("date", LocalDate.class)));
		this.jdbc.sql("""
				select instrument.id, instrument.currency, price.date, price.close
				from instrument
				cross join lateral (
					select max(date) as date from price where instrument_id = instrument.id and date <= :start
				) as known
				join price on price.instrument_id = instrument.id and price.date <= :end
					and price.date >= coalesce(known.date, :start)
				where instrument.id = any(:ids) and instrument.user_id is null and instrument.currency is not null
				""")
			.param("start", start)
			.param("end", end)
			.param("ids", instruments.stream().map((instrument) -> Long.valueOf(instrument.id())).toArray(Long[]::new))
			.query(adder);
		return quotes;
	}

	ExchangeRates rates(Collection<Currency> currencies, LocalDate start, LocalDate end) {
		Map<Currency, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
		RowCallbackHandler adder = (row) -> rates
			.computeIfAbsent(Currency.getInstance(row.getString("currency")), (currency) -> new TreeMap<>())
			.put(row.getObject("date", LocalDate.class), row.getBigDecimal("per_euro"));
		this.jdbc.sql("""
				select currency, date, per_euro from fx_rate
				where currency = any(:currencies) and date between :start and :end
				""")
			.param("currencies", currencies.stream().map(Currency::getCurrencyCode).toArray(String[]::new))
			.param("start", start.minusDays(DAYS_BEFORE))
			.param("end", end)
			.query(adder);
		return new ReferenceRates(Currency.getInstance("EUR"), rates);
	}

}
