package io.portfolioplatform.app.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

	private static final int BATCH_SIZE = 1000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batch;

	ImportAccounts(JdbcClient jdbc, JdbcTemplate batch) {
		this.jdbc = jdbc;
		this.batch = batch;
	}

	AccountIds require(UserId user, UUID portfolio, ParsedImport parsed) {
		AccountIds accounts = existing(user, portfolio, parsed);
		MissingAccounts missing = MissingAccounts.of(parsed, accounts);
		if (!missing.isEmpty()) {
			create(user, portfolio, missing, accounts);
		}
		return accounts;
	}

	private AccountIds existing(UserId user, UUID portfolio, ParsedImport parsed) {
		AccountIds accounts = new AccountIds(parsed.describedAccounts());
		Map<UUID, String> currencies = new HashMap<>();
		Map<String, UUID> others = new HashMap<>();
		RowCallbackHandler adder = (row) -> {
			UUID id = row.getObject("id", UUID.class);
			String reference = row.getString("external_id");
			currencies.put(id, row.getString("currency"));
			accounts.add(id, reference, row.getString("name"));
			for (String identifier : (String[]) row.getArray("other_ids").getArray()) {
				others.put(identifier, id);
			}
			if (reference == null) {
				// So an export names it, if it has to.
				accounts.add(id, id.toString(), row.getString("name"));
			}
		};
		this.jdbc.sql("""
				select id, external_id, other_ids, name, currency
				from account
				where user_id = :user and portfolio_id = :portfolio
				order by id
				""").param("user", user.value()).param("portfolio", portfolio).query(adder);
		others.forEach(accounts::addIfUnknown);
		accounts.meet(parsed.accounts(), currencies);
		return accounts;
	}

	/**
	 * In one statement, and sorted: two imports that create the same accounts never wait
	 * for each other in a circle.
	 */
	private void create(UserId user, UUID portfolio, MissingAccounts missing, AccountIds accounts) {
		Map<@Nullable String, UUID> created = new HashMap<>();
		RowCallbackHandler adder = (row) -> created.put(row.getString("external_id"), row.getObject("id", UUID.class));
		this.jdbc.sql("""
				insert into account (user_id, portfolio_id, external_id, name, currency)
				select :user, :portfolio, reference, name, currency
				from unnest(:references, :names, :currencies) as missing (reference, name, currency)
				order by reference
				on conflict (portfolio_id, external_id) do update set name = account.name
				returning id, external_id
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("references", missing.texts(MissingAccounts.Missing::reference))
			.param("names", missing.texts(MissingAccounts.Missing::name))
			.param("currencies", missing.texts(MissingAccounts.Missing::currency))
			.query(adder);
		missing.forEach((account) -> accounts.add(Objects.requireNonNull(created.get(account.reference())),
				account.reference(), account.name()));
	}

	/**
	 * Keeps identifiers of accounts that were met by their names, so that they mean them
	 * also once those are renamed, the newest twenty of each. The caller holds the
	 * portfolio's lock.
	 */
	void remember(UserId user, AccountIds accounts) {
		this.batch.batchUpdate("""
				update account set other_ids = (array_append(other_ids, ?))[greatest(1, cardinality(other_ids) - 18):]
				where id = ? and user_id = ?
				""",
				accounts.met()
					.entrySet()
					.stream()
					.map((met) -> new Object[] { met.getValue(), met.getKey(), user.value() })
					.toList());
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
