package io.portfolioplatform.app.portfolio;

import java.util.List;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Portfolios of the users. Every statement names the owner.
 */
@Repository
public class Portfolios {

	private static final String DEFAULT_NAME = "My portfolio";

	private final JdbcClient jdbc;

	Portfolios(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<PortfolioSummary> list(UserId user) {
		return this.jdbc.sql("""
				select p.id, p.name, count(distinct a.id) as accounts, count(x.id) as activities,
					min(x.date) as first_activity
				from portfolio p
				left join account a on a.portfolio_id = p.id
				left join activity x on x.account_id = a.id
				where p.user_id = :user
				group by p.id
				order by p.created_at, p.name
				""").param("user", user.value()).query(PortfolioSummary.class).list();
	}

	/**
	 * Returns the portfolios of a user.
	 * @param user the user
	 * @return their identifiers
	 */
	public List<UUID> ids(UserId user) {
		return this.jdbc.sql("select id from portfolio where user_id = :user")
			.param("user", user.value())
			.query(UUID.class)
			.list();
	}

	PortfolioDetails get(UserId user, UUID id) {
		String name = name(user, id);
		List<AccountSummary> accounts = this.jdbc.sql("""
				select a.id, a.name, a.currency, count(x.id) as activities, max(x.date) as last_activity
				from account a
				left join activity x on x.account_id = a.id
				where a.user_id = :user and a.portfolio_id = :id
				group by a.id
				order by a.name
				""").param("user", user.value()).param("id", id).query(AccountSummary.class).list();
		return new PortfolioDetails(id, name, accounts);
	}

	/**
	 * Checks that a portfolio is the user's own.
	 * @param user the user
	 * @param id the portfolio
	 * @throws PortfolioNotFoundException if the user has no such portfolio
	 */
	public void require(UserId user, UUID id) {
		name(user, id);
	}

	/**
	 * Returns the user's first portfolio, and creates it if there is none.
	 * @param user the user
	 * @return the portfolio's identifier
	 */
	public UUID requireDefault(UserId user) {
		return this.jdbc.sql("""
				with created as (
					insert into portfolio (user_id, name)
					select :user, :name where not exists (select from portfolio where user_id = :user)
					on conflict (user_id, name) do update set name = excluded.name
					returning id
				)
				select id from created
				union all
				(select id from portfolio where user_id = :user order by created_at, name limit 1)
				limit 1
				""").param("user", user.value()).param("name", DEFAULT_NAME).query(UUID.class).single();
	}

	private String name(UserId user, UUID id) {
		return this.jdbc.sql("select name from portfolio where user_id = :user and id = :id")
			.param("user", user.value())
			.param("id", id)
			.query(String.class)
			.optional()
			.orElseThrow(() -> new PortfolioNotFoundException(id));
	}

}
