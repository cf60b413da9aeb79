package io.portfolioplatform.app.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Recognises activities that a portfolio holds already. Each stored one stands for one of
 * the file: two equal purchases on one day are two, also the second time.
 */
@Repository
class StoredActivities {

	private final JdbcClient jdbc;

	StoredActivities(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds the activities of a file that are there already.
	 * @param user the owner
	 * @param portfolio the portfolio
	 * @param parsed the activities of the file
	 * @param accounts the accounts
	 * @param instruments the instruments
	 * @return those that are there, in the order of the file
	 */
	List<ParsedActivity> among(UserId user, UUID portfolio, List<ParsedActivity> parsed, AccountIds accounts,
			InstrumentIds instruments) {
		if (parsed.isEmpty()) {
			return List.of();
		}
		Map<Key, Integer> stored = stored(user, portfolio, parsed);
		List<ParsedActivity> known = new ArrayList<>();
		for (ParsedActivity activity : parsed) {
			Key key = key(activity, accounts, instruments);
			Integer left = stored.get(key);
			if (left != null && left > 0) {
				stored.put(key, left - 1);
				known.add(activity);
			}
		}
		return known;
	}

	private Map<Key, Integer> stored(UserId user, UUID portfolio, List<ParsedActivity> parsed) {
		LocalDate first = parsed.stream().map(ParsedActivity::date).min(LocalDate::compareTo).orElseThrow();
		LocalDate last = parsed.stream().map(ParsedActivity::date).max(LocalDate::compareTo).orElseThrow();
		Map<Key, Integer> stored = new HashMap<>();
		RowCallbackHandler adder = (row) -> stored.merge(new Key(row.getObject("account_id", UUID.class),
				row.getObject("target_account_id", UUID.class), row.getObject("instrument_id", Long.class),
				row.getString("type"), row.getObject("date", LocalDate.class), number(row.getBigDecimal("quantity")),
				number(row.getBigDecimal("unit_price")), number(row.getBigDecimal("fee")), row.getString("currency")),
				1, Integer::sum);
		this.jdbc.sql("""
				select activity.account_id, activity.target_account_id, activity.instrument_id, activity.type,
					activity.date, activity.quantity, activity.unit_price, activity.fee, activity.currency
				from account
				join activity on activity.account_id = account.id
				where account.user_id = :user and account.portfolio_id = :portfolio
					and activity.date between :first and :last
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("first", first)
			.param("last", last)
			.query(adder);
		return stored;
	}

	private static Key key(ParsedActivity activity, AccountIds accounts, InstrumentIds instruments) {
		String target = activity.target();
		return new Key(accounts.get(activity.account()), (target != null) ? accounts.get(target) : null,
				instruments.get(activity.instrument()), activity.type().name(), activity.date(),
				number(activity.quantity()), number(activity.unitPrice()), number(activity.fee()), activity.currency());
	}

	private static BigDecimal number(BigDecimal number) {
		return Objects.requireNonNull(number).stripTrailingZeros();
	}

	/**
	 * What makes two activities the same: everything but the comment.
	 */
	private record Key(UUID account, @Nullable UUID target, @Nullable Long instrument, String type, LocalDate date,
			BigDecimal quantity, BigDecimal unitPrice, BigDecimal fee, String currency) {
	}

}
