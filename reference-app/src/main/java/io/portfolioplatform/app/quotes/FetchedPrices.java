package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what was fetched. The same price again changes nothing.
 */
@Repository
class FetchedPrices {

	private final JdbcClient jdbc;

	private final JdbcTemplate batch;

	FetchedPrices(JdbcClient jdbc, JdbcTemplate batch) {
		this.jdbc = jdbc;
		this.batch = batch;
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
	}

	void checked(StaleSymbol symbol, @Nullable String problem) {
		this.jdbc.sql("update instrument set checked_at = now(), problem = :problem where id = :id")
			.param("problem", problem, Types.VARCHAR)
			.param("id", symbol.instrumentId())
			.update();
	}

	int storeRates(Map<LocalDate, Map<String, BigDecimal>> rates) {
		List<Object[]> rows = rates.entrySet()
			.stream()
			.flatMap((day) -> day.getValue()
				.entrySet()
				.stream()
				.map((rate) -> new Object[] { rate.getKey(), day.getKey(), rate.getValue() }))
			.toList();
		this.batch.batchUpdate("""
				insert into fx_rate (currency, date, per_euro) values (?, ?, ?)
				on conflict (currency, date) do update set per_euro = excluded.per_euro
				""", rows);
		return rows.size();
	}

	/**
	 * Marks the metrics of all users as outdated: what they are computed from changed.
	 */
	void outdateMetrics() {
		this.jdbc.sql("select outdate_all_metrics()").query((row, index) -> true).list();
	}

}
