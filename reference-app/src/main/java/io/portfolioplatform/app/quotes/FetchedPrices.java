package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.portfolioplatform.app.marketdata.MarketDataChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what was fetched, and in the same transaction outdates and forgets what was
 * computed without it. The same rates again change nothing.
 */
@Repository
class FetchedPrices {

	private final JdbcClient jdbc;

	private final JdbcTemplate batch;

	private final ApplicationEventPublisher events;

	FetchedPrices(JdbcClient jdbc, JdbcTemplate batch, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.batch = batch;
		this.events = events;
	}

	List<StaleSymbol> stale(LocalDate expected, int most) {
		return this.jdbc.sql("select * from most_valuable_stale_symbols(:expected, :most)")
			.param("expected", expected)
			.param("most", most)
			.query(StaleSymbol.class)
			.list();
	}

	@Transactional
	public void store(StaleSymbol symbol, String currency, List<Close> closes) {
		this.batch.batchUpdate("""
				insert into price (instrument_id, date, close, fetched_at) values (?, ?, ?, now())
				on conflict (instrument_id, date) do update set close = excluded.close, fetched_at = now()
				""",
				closes.stream()
					.map((close) -> new Object[] { symbol.instrumentId(), close.day(), close.price() })
					.toList());
		this.jdbc.sql("update instrument set currency = :currency, checked_at = now(), problem = null where id = :id")
			.param("currency", currency)
			.param("id", symbol.instrumentId())
			.update();
		changed();
	}

	void checked(StaleSymbol symbol, @Nullable String problem) {
		this.jdbc.sql("update instrument set checked_at = now(), problem = :problem where id = :id")
			.param("problem", problem, Types.VARCHAR)
			.param("id", symbol.instrumentId())
			.update();
	}

	@Transactional
	public void storeRates(Map<LocalDate, Map<String, BigDecimal>> rates) {
		List<Object[]> rows = rates.entrySet()
			.stream()
			.flatMap((day) -> day.getValue()
				.entrySet()
				.stream()
				.map((rate) -> new Object[] { rate.getKey(), day.getKey(), rate.getValue() }))
			.toList();
		int[] stored = this.batch.batchUpdate("""
				insert into fx_rate (currency, date, per_euro) values (?, ?, ?)
				on conflict (currency, date) do update set per_euro = excluded.per_euro
				where fx_rate.per_euro <> excluded.per_euro
				""", rows);
		if (IntStream.of(stored).anyMatch((rate) -> rate != 0)) {
			changed();
		}
	}

	/**
	 * Finds the first gap between two rates that is longer than the first one counts. The
	 * dollar is never missing where there are rates of a day.
	 * @return the day before the gap, if there is one
	 */
	Optional<LocalDate> lastDayBeforeMissingRates() {
		return this.jdbc.sql("""
				select date from (
					select date, lead(date) over (order by date) as next from fx_rate where currency = 'USD'
				) as day
				where next > date + 10
				order by date
				limit 1
				""").query(LocalDate.class).optional();
	}

	private void changed() {
		this.events.publishEvent(new MarketDataChanged());
		// Last: it keeps changes of all users waiting until the transaction ends.
		this.jdbc.sql("select outdate_all_metrics()").query((row, index) -> true).list();
	}

}
