package io.portfolioplatform.app.portfolio;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Portfolios of the users. Every statement names the owner.
 */
@Repository
public class Portfolios {

	/**
	 * The most characters that a new name of a portfolio or an account has.
	 */
	public static final int LONGEST_NAME = 100;

	private static final String DEFAULT_NAME = "My portfolio";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	Portfolios(JdbcClient jdbc, Accounts accounts) {
		this.jdbc = jdbc;
		this.accounts = accounts;
	}

	List<PortfolioSummary> list(UserId user) {
		return this.jdbc.sql("""
				select p.id, p.name, p.version, count(distinct a.id) as accounts, count(x.id) as activities,
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
		return this.jdbc.sql("select name, version from portfolio where user_id = :user and id = :id")
			.param("user", user.value())
			.param("id", id)
			.query((row, index) -> new PortfolioDetails(id, row.getString("name"), row.getInt("version"),
					this.accounts.list(user, id)))
			.optional()
			.orElseThrow(() -> new PortfolioNotFoundException(id));
	}

	/**
	 * Checks that a portfolio is the user's own.
	 * @param user the user
	 * @param id the portfolio
	 * @throws PortfolioNotFoundException if the user has no such portfolio
	 */
	public void require(UserId user, UUID id) {
		find(user, id, "");
	}

	/**
	 * Lets nobody else change a portfolio until the transaction ends.
	 * @throws PortfolioNotFoundException if the user has no such portfolio
	 */
	void lock(UserId user, UUID id) {
		find(user, id, " for update");
	}

	/**
	 * Lets nobody else import into a portfolio until the transaction ends. Whoever reads
	 * it or adds a single activity does not wait.
	 * @param user the user
	 * @param id the portfolio
	 * @throws PortfolioNotFoundException if the user has no such portfolio
	 */
	public void lockForImport(UserId user, UUID id) {
		find(user, id, " for no key update");
	}

	/**
	 * Creates a portfolio.
	 * @return its identifier, or nothing if the name is taken
	 */
	Optional<UUID> insert(UserId user, String name) {
		return this.jdbc
			.sql("insert into portfolio (user_id, name) values (:user, :name) on conflict do nothing returning id")
			.param("user", user.value())
			.param("name", name)
			.query(UUID.class)
			.optional();
	}

	boolean isOther(UserId user, UUID id, String name) {
		return this.jdbc
			.sql("select exists (select from portfolio where user_id = :user and name = :name and id <> :id)")
			.param("user", user.value())
			.param("name", name)
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Renames a portfolio.
	 * @return whether the version was still that one
	 */
	boolean rename(UserId user, UUID id, int version, String name) {
		return this.jdbc.sql("""
				update portfolio set name = :name, version = version + 1
				where id = :id and user_id = :user and version = :version
				""")
			.param("name", name)
			.param("id", id)
			.param("user", user.value())
			.param("version", version)
			.update() == 1;
	}

	/**
	 * Deletes a portfolio with everything in it.
	 * @return whether the version was still that one
	 */
	boolean delete(UserId user, UUID id, int version) {
		return this.jdbc.sql("delete from portfolio where id = :id and user_id = :user and version = :version")
			.param("id", id)
			.param("user", user.value())
			.param("version", version)
			.update() == 1;
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

	private UUID find(UserId user, UUID id, String suffix) {
		return this.jdbc.sql("select id from portfolio where user_id = :user and id = :id" + suffix)
			.param("user", user.value())
			.param("id", id)
			.query(UUID.class)
			.optional()
			.orElseThrow(() -> new PortfolioNotFoundException(id));
	}

}
