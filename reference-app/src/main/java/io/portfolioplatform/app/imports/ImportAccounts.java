package io.portfolioplatform.app.imports;

import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the accounts a file speaks of, and creates those that are not there. An account
 * that the file does not describe takes the currency of its first activity.
 */
@Repository
class ImportAccounts {

	private static final String UNNAMED = "Unassigned";

	private static final int BATCH_SIZE = 1000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batch;

	ImportAccounts(JdbcClient jdbc, JdbcTemplate batch) {
		this.jdbc = jdbc;
		this.batch = batch;
	}

	AccountIds require(UserId user, UUID portfolio, ParsedImport parsed) {
		AccountIds accounts = existing(user, portfolio);
		for (ParsedAccount account : parsed.accounts()) {
			require(accounts, user, portfolio, account.reference(), account.name(), account.currency());
		}
		for (ParsedActivity activity : parsed.activities()) {
			String reference = activity.account();
			require(accounts, user, portfolio, reference, (reference != null) ? reference : UNNAMED,
					activity.currency());
			String target = activity.target();
			if (target != null) {
				require(accounts, user, portfolio, target, target, activity.currency());
			}
		}
		return accounts;
	}

	private AccountIds existing(UserId user, UUID portfolio) {
		AccountIds accounts = new AccountIds();
		RowCallbackHandler adder = (row) -> accounts.add(row.getObject("id", UUID.class), row.getString("external_id"),
				row.getString("name"));
		this.jdbc.sql("select id, external_id, name from account where user_id = :user and portfolio_id = :portfolio")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.query(adder);
		return accounts;
	}

	private void require(AccountIds accounts, UserId user, UUID portfolio, @Nullable String reference, String name,
			String currency) {
		if (!accounts.contains(reference)) {
			accounts.add(create(user, portfolio, reference, name, currency), reference, name);
		}
	}

	private UUID create(UserId user, UUID portfolio, @Nullable String reference, String name, String currency) {
		return this.jdbc.sql("""
				insert into account (user_id, portfolio_id, external_id, name, currency)
				values (:user, :portfolio, :reference, :name, :currency)
				on conflict (portfolio_id, external_id) do update set name = account.name
				returning id
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("reference", reference)
			.param("name", name)
			.param("currency", currency)
			.query(UUID.class)
			.single();
	}

	int storeBalances(UserId user, ParsedImport parsed, AccountIds accounts) {
		List<Object[]> rows = parsed.accounts()
			.stream()
			.flatMap((account) -> account.balances()
				.stream()
				.map((balance) -> new Object[] { accounts.get(account.reference()), user.value(), balance.date(),
						balance.amount() }))
			.toList();
		for (int start = 0; start < rows.size(); start += BATCH_SIZE) {
			this.batch.batchUpdate("""
					insert into account_balance (account_id, user_id, date, amount) values (?, ?, ?, ?)
					on conflict (account_id, date) do update set amount = excluded.amount
					""", rows.subList(start, Math.min(start + BATCH_SIZE, rows.size())));
		}
		return rows.size();
	}

}
