package io.portfolioplatform.app.performance;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.portfolioplatform.app.marketdata.PriceAge;
import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.domain.TimeSeries;
import io.portfolioplatform.domain.activity.Instrument;
import io.portfolioplatform.domain.holding.Quote;
import io.portfolioplatform.domain.money.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what a user paid or got for instruments, in whichever portfolio: of what is kept
 * by hand always, of everything else where no closing price was known or the last one was
 * stale.
 */
@Repository
class OwnPriceRepository {

	private final JdbcClient jdbc;

	OwnPriceRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads a user's own prices, and splits.
	 * @param user the user
	 * @param instruments the instruments
	 * @param day the last day
	 * @return prices and splits by id of the instrument; those are missing that have
	 * neither
	 */
	Map<String, OwnTrades> find(UserId user, Collection<Instrument> instruments, LocalDate day) {
		Map<String, Trades> trades = new HashMap<>();
		RowCallbackHandler adder = (row) -> trades.computeIfAbsent(row.getString("instrument"), (id) -> new Trades())
			.add(row);
		this.jdbc
			.sql("""
					select instrument.id as instrument, activity.type, activity.date, activity.account_id,
						activity.quantity, activity.unit_price, activity.currency
					from instrument
					cross join lateral (select min(date) as day from price where instrument_id = instrument.id) as first_close
					join activity on activity.instrument_id = instrument.id and activity.user_id = :user
					where instrument.id = any(:ids) and activity.date <= :day
						and (instrument.user_id is not null
							or (instrument.currency is not null and first_close.day is not null))
						and (type = 'SPLIT' or (type in ('BUY', 'SELL', 'ITEM') and unit_price > 0
							and (instrument.user_id is not null or not exists (
								select from price
								where instrument_id = instrument.id
									and price.date between activity.date - :freshDays and activity.date))))
					order by activity.date, activity.id
					""")
			.param("user", user.value())
			.param("ids", instruments.stream().map((instrument) -> Long.valueOf(instrument.id())).toArray(Long[]::new))
			.param("day", day)
			.param("freshDays", PriceAge.FRESH_DAYS)
			.query(adder);
		Map<String, OwnTrades> own = new HashMap<>();
		trades.forEach((instrument, rows) -> own.put(instrument, rows.own()));
		return own;
	}

	/**
	 * Trades of an instrument and splits, in their order: a split makes more units of
	 * those whose price is known, each worth less.
	 */
	private static final class Trades {

		private final Map<LocalDate, Quote> quotes = new HashMap<>();

		private final Map<LocalDate, String> splitAccounts = new HashMap<>();

		private final Map<String, NavigableMap<LocalDate, BigDecimal>> splitRatios = new HashMap<>();

		private @Nullable Quote last;

		private @Nullable String account;

		void add(ResultSet row) throws SQLException {
			LocalDate date = row.getObject("date", LocalDate.class);
			String where = row.getString("account_id");
			if (!"SPLIT".equals(row.getString("type"))) {
				this.account = where;
				put(date, new Quote(
						new Money(row.getBigDecimal("unit_price"), Currency.getInstance(row.getString("currency"))),
						date));
			}
			else {
				BigDecimal ratio = row.getBigDecimal("quantity");
				addSplit(date, where, ratio);
				if (this.last != null && where.equals(this.account)) {
					put(date, new Quote(this.last.price().dividedBy(ratio), this.last.asOf()));
				}
			}
		}

		private void addSplit(LocalDate date, String where, BigDecimal ratio) {
			this.splitAccounts.put(date, where);
			NavigableMap<LocalDate, BigDecimal> units = this.splitRatios.computeIfAbsent(where,
					(key) -> new TreeMap<>());
			Map.Entry<LocalDate, BigDecimal> before = units.lastEntry();
			units.put(date, (before != null) ? before.getValue().multiply(ratio, Money.PRECISION) : ratio);
		}

		private void put(LocalDate date, Quote quote) {
			this.last = quote;
			this.quotes.put(date, quote);
		}

		OwnTrades own() {
			Map<String, TimeSeries<BigDecimal>> byAccount = new HashMap<>();
			this.splitRatios.forEach((where, units) -> byAccount.put(where, TimeSeries.of(units)));
			return new OwnTrades(TimeSeries.of(this.quotes), new Splits(TimeSeries.of(this.splitAccounts), byAccount));
		}

	}

}
