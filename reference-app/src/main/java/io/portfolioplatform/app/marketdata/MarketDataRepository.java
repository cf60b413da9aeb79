package io.portfolioplatform.app.marketdata;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads market data as it is stored.
 */
@Repository
class MarketDataRepository {

	private final JdbcClient jdbc;

	MarketDataRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<MarketData> find(String symbol, LocalDate day, int most) {
		return this.jdbc.sql("""
				select id, symbol, coalesce(name, symbol) as name, currency, asset_class
				from instrument
				where symbol = :symbol and user_id is null
				""").param("symbol", MarketSymbol.of(symbol)).query((row, index) -> {
			List<MarketData.Close> closes = closes(row.getLong("id"), day, most);
			boolean stale = closes.isEmpty() || PriceAge.isStale(closes.get(0).asOf(), day);
			return new MarketData(row.getString("symbol"), row.getString("name"), row.getString("currency"),
					row.getString("asset_class"), stale, closes);
		}).optional();
	}

	private List<MarketData.Close> closes(long instrument, LocalDate day, int most) {
		return this.jdbc.sql("""
				select date as as_of, close as price, fetched_at
				from price
				where instrument_id = :instrument and date <= :day
				order by date desc
				limit :most
				""")
			.param("instrument", instrument)
			.param("day", day)
			.param("most", most)
			.query(MarketData.Close.class)
			.list();
	}

}
