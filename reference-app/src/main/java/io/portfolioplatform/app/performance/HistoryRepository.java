package io.portfolioplatform.app.performance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;
import io.portfolioplatform.domain.activity.Account;
import io.portfolioplatform.domain.activity.Activity;
import io.portfolioplatform.domain.activity.ActivityType;
import io.portfolioplatform.domain.activity.Balance;
import io.portfolioplatform.domain.activity.Instrument;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what is recorded about a portfolio, in four statements however long it is.
 */
@Repository
class HistoryRepository {

	private final JdbcClient jdbc;

	private final UserSettings settings;

	private final OwnPriceRepository ownPrices;

	HistoryRepository(JdbcClient jdbc, UserSettings settings, OwnPriceRepository ownPrices) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.ownPrices = ownPrices;
	}

	PortfolioHistory find(UserId user, UUID portfolio, LocalDate day) {
		Map<Instrument, String> names = new HashMap<>();
		Set<Instrument> manual = new HashSet<>();
		List<Activity> activities = this.jdbc.sql("""
				select activity.type, activity.date, activity.quantity, activity.unit_price, activity.fee,
					activity.currency, account.id as account, account.currency as account_currency,
					instrument.id as instrument, instrument.symbol, instrument.name, instrument.asset_class,
					instrument.user_id is not null as manual, target.id as target, target.currency as target_currency
				from account
				join activity on activity.account_id = account.id
				left join account as target on target.id = activity.target_account_id
				left join instrument on instrument.id = activity.instrument_id
				where account.user_id = :user and account.portfolio_id = :portfolio and activity.date <= :day
				order by activity.date, activity.id
				""").param("user", user.value()).param("portfolio", portfolio).param("day", day).query((row, index) -> {
			Instrument instrument = instrument(row);
			if (instrument != null) {
				names.put(instrument, row.getString("name"));
				if (row.getBoolean("manual")) {
					manual.add(instrument);
				}
			}
			return activity(row, instrument);
		}).list();
		return new PortfolioHistory(Currency.getInstance(this.settings.baseCurrency(user)), activities,
				balances(user, portfolio, day), names, manual, this.ownPrices.find(user, names.keySet(), day));
	}

	private static @Nullable Instrument instrument(ResultSet row) throws SQLException {
		String id = row.getString("instrument");
		return (id != null) ? new Instrument(id, row.getString("symbol"), row.getString("asset_class")) : null;
	}

	private static Activity activity(ResultSet row, @Nullable Instrument instrument) throws SQLException {
		return new Activity(ActivityType.valueOf(row.getString("type")), row.getObject("date", LocalDate.class),
				account(row), target(row), instrument, row.getBigDecimal("quantity"), row.getBigDecimal("unit_price"),
				row.getBigDecimal("fee"), Currency.getInstance(row.getString("currency")));
	}

	private static @Nullable Account target(ResultSet row) throws SQLException {
		String id = row.getString("target");
		return (id != null) ? new Account(id, Currency.getInstance(row.getString("target_currency"))) : null;
	}

	private static Account account(ResultSet row) throws SQLException {
		return new Account(row.getString("account"), Currency.getInstance(row.getString("account_currency")));
	}

	private List<Balance> balances(UserId user, UUID portfolio, LocalDate day) {
		return this.jdbc.sql("""
				select account.id as account, account.currency as account_currency, date, amount
				from account
				join account_balance on account_balance.account_id = account.id
				where account.user_id = :user and account.portfolio_id = :portfolio and date <= :day
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("day", day)
			.query((row, index) -> new Balance(account(row), row.getObject("date", LocalDate.class),
					row.getBigDecimal("amount")))
			.list();
	}

}
