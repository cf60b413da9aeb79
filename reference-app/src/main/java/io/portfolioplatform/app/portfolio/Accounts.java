package io.portfolioplatform.app.portfolio;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Accounts of portfolios. Every statement names the owner.
 */
@Repository
class Accounts {

	private final JdbcClient jdbc;

	Accounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Lists the accounts of a portfolio. A transfer counts on both sides.
	 */
	List<AccountSummary> list(UserId user, UUID portfolio) {
		return this.jdbc.sql("""
				select a.id, a.name, a.currency, a.version, count(x.id) as activities, max(x.date) as last_activity
				from account a
				left join activity x on a.id in (x.account_id, x.target_account_id)
				where a.user_id = :user and a.portfolio_id = :portfolio
				group by a.id
				order by a.name
				""").param("user", user.value()).param("portfolio", portfolio).query(AccountSummary.class).list();
	}

	/**
	 * Creates an account, to which an import books what names it. The caller holds the
	 * portfolio's lock.
	 * @param user the owner
	 * @param portfolio the portfolio
	 * @param name its name
	 * @param currency its currency
	 * @return its identifier, or nothing if the name is taken
	 */
	Optional<UUID> insert(UserId user, UUID portfolio, String name, String currency) {
		return this.jdbc
			.sql("""
					insert into account (user_id, portfolio_id, external_id, name, currency)
					select :user, :portfolio, case
							-- An account that was renamed, or that a file called so, still has it.
							when exists (select from account where portfolio_id = :portfolio
								and (external_id = :name or :name = any (other_ids)))
							then gen_random_uuid()::text
							else :name
						end, :name, :currency
					where not exists (select from account where user_id = :user and portfolio_id = :portfolio and name = :name)
					on conflict do nothing
					returning id
					""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("name", name)
			.param("currency", currency)
			.query(UUID.class)
			.optional();
	}

	/**
	 * Renames an account, which files still find by its former names, the newest twenty
	 * that are not another one's. The caller holds the portfolio's lock and knows that
	 * the name is free.
	 * @return whether the version was still that one
	 */
	boolean rename(UserId user, UUID id, int version, String name) {
		return this.jdbc.sql("""
				update account set name = :name, version = version + 1, other_ids = case
					when exists (select from account known where known.portfolio_id = account.portfolio_id
						and (known.external_id = account.name or account.name = any (known.other_ids)))
					then other_ids
					else (array_append(other_ids, name))[greatest(1, cardinality(other_ids) - 18):]
				end
				where id = :id and user_id = :user and version = :version
				""")
			.param("name", name)
			.param("id", id)
			.param("user", user.value())
			.param("version", version)
			.update() == 1;
	}

	/**
	 * Deletes an account without activities.
	 * @return whether the version was still that one
	 */
	boolean delete(UserId user, UUID id, int version) {
		return this.jdbc.sql("delete from account where id = :id and user_id = :user and version = :version")
			.param("id", id)
			.param("user", user.value())
			.param("version", version)
			.update() == 1;
	}

	/**
	 * Counts what names an account, on either side of a transfer. Nothing more can until
	 * the transaction ends.
	 */
	long activities(UserId user, UUID id) {
		this.jdbc.sql("select id from account where user_id = :user and id = :id for update")
			.param("user", user.value())
			.param("id", id)
			.query(UUID.class)
			.optional();
		return this.jdbc
			.sql("select count(*) from activity where user_id = :user and :id in (account_id, target_account_id)")
			.param("user", user.value())
			.param("id", id)
			.query(Long.class)
			.single();
	}

}
