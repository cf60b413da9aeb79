package io.portfolioplatform.app.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserSettings;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads a whole portfolio in four statements. The account of activities that name none
 * has no identifier to export, so they name none again; where a transfer goes to it, it
 * needs one and gets ours.
 */
@Repository
class ExportRepository {

	private static final String PLACES = """
			with place as (
				select id, name, currency, coalesce(external_id, case
						when exists (select from activity where target_account_id = account.id) then id::text
					end) as reference
				from account
				where user_id = :user and portfolio_id = :portfolio
			)
			""";

	private final JdbcClient jdbc;

	ExportRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	GhostfolioExport export(UserId user, UUID portfolio, Instant now) {
		return new GhostfolioExport(new GhostfolioExport.Meta(now),
				new GhostfolioExport.User(new GhostfolioExport.User.Settings(baseCurrency(user))),
				accounts(user, portfolio), instruments(user, portfolio), activities(user, portfolio));
	}

	private String baseCurrency(UserId user) {
		return this.jdbc.sql("select base_currency from user_settings where user_id = :user")
			.param("user", user.value())
			.query(String.class)
			.optional()
			.orElse(UserSettings.DEFAULT_BASE_CURRENCY);
	}

	private List<GhostfolioExport.Account> accounts(UserId user, UUID portfolio) {
		Map<String, GhostfolioExport.Account> accounts = new LinkedHashMap<>();
		RowCallbackHandler adder = (row) -> {
			String id = row.getString("reference");
			GhostfolioExport.Account account = accounts.get(id);
			if (account == null) {
				account = new GhostfolioExport.Account(id, row.getString("name"), row.getString("currency"),
						new ArrayList<>());
				accounts.put(id, account);
			}
			if (row.getString("date") != null) {
				account.balances()
					.add(new GhostfolioExport.Account.Balance(row.getString("date"), row.getBigDecimal("amount")));
			}
		};
		of(user, portfolio, PLACES + """
				select place.reference, place.name, place.currency, balance.date, balance.amount
				from place
				left join account_balance as balance on balance.account_id = place.id
				where place.reference is not null
				order by place.name, place.reference, balance.date
				""").query(adder);
		return List.copyOf(accounts.values());
	}

	private List<GhostfolioExport.AssetProfile> instruments(UserId user, UUID portfolio) {
		return of(user, portfolio, """
				select distinct instrument.symbol, coalesce(instrument.name, instrument.symbol) as name,
					instrument.asset_class, case when instrument.user_id is null then 'YAHOO' else 'MANUAL' end
						as data_source
				from account
				join activity on activity.account_id = account.id
				join instrument on instrument.id = activity.instrument_id
				where account.user_id = :user and account.portfolio_id = :portfolio
				order by instrument.symbol, data_source
				""").query(GhostfolioExport.AssetProfile.class).list();
	}

	private List<GhostfolioExport.Activity> activities(UserId user, UUID portfolio) {
		return of(user, portfolio, PLACES + """
				select place.reference as account_id, target.reference as target_account_id, activity.type,
					to_char(activity.date, 'YYYY-MM-DD"T00:00:00.000Z"') as date, instrument.symbol,
					case when instrument.id is null then null when instrument.user_id is null then 'YAHOO'
						else 'MANUAL' end as data_source,
					activity.quantity, activity.unit_price, activity.fee, activity.currency, activity.comment
				from place
				join activity on activity.account_id = place.id
				left join instrument on instrument.id = activity.instrument_id
				left join place as target on target.id = activity.target_account_id
				order by activity.date, activity.id
				""").query(GhostfolioExport.Activity.class).list();
	}

	private StatementSpec of(UserId user, UUID portfolio, String sql) {
		return this.jdbc.sql(sql).param("user", user.value()).param("portfolio", portfolio);
	}

}
