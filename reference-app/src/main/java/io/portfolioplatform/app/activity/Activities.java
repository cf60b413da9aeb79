package io.portfolioplatform.app.activity;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.portfolioplatform.app.imports.EnteredActivity;
import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stored activities of a user.
 */
@Repository
class Activities {

	private static final String SELECT = """
			select activity.id, activity.account_id, activity.target_account_id, activity.type, activity.date, instrument.symbol, instrument.name,
				case when instrument.user_id is not null then 'MANUAL' when instrument.id is not null then 'MARKET' end as data_source,
				activity.quantity, activity.unit_price, activity.quantity * activity.unit_price as amount, activity.fee,
				activity.currency, activity.comment, activity.version
			from account
			join activity on activity.account_id = account.id
			left join instrument on instrument.id = activity.instrument_id
			where account.user_id = :user and account.portfolio_id = :portfolio
			""";

	private final JdbcClient jdbc;

	Activities(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<ActivityView> list(UserId user, UUID portfolio, @Nullable String symbol, Cursor cursor, int most) {
		return this.jdbc.sql(SELECT + """
				and (cast(:symbol as text) is null or upper(instrument.symbol) = upper(:symbol))
				and (activity.date, activity.id) < (:date, :id)
				order by activity.date desc, activity.id desc
				limit :most
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("symbol", symbol, Types.VARCHAR)
			.param("date", cursor.date())
			.param("id", cursor.id())
			.param("most", most)
			.query(ActivityView.class)
			.list();
	}

	Optional<ActivityView> find(UserId user, UUID portfolio, long id) {
		return this.jdbc.sql(SELECT + "and activity.id = :id")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("id", id)
			.query(ActivityView.class)
			.optional();
	}

	/**
	 * Finds out whether an account is there, and keeps it from being deleted until the
	 * transaction ends.
	 * @return whether the portfolio has this account
	 */
	boolean isAccount(UserId user, UUID portfolio, UUID account) {
		return this.jdbc.sql("""
				select id from account where id = :id and user_id = :user and portfolio_id = :portfolio
				for key share
				""")
			.param("id", account)
			.param("user", user.value())
			.param("portfolio", portfolio)
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	long insert(UserId user, EnteredActivity activity) {
		return with(
				this.jdbc
					.sql("""
							insert into activity (user_id, account_id, target_account_id, instrument_id, type, date, quantity,
								unit_price, fee, currency, comment)
							values (:user, :account, :target, :instrument, :type, :date, :quantity, :unitPrice, :fee, :currency, :comment)
							returning id
							"""),
				user, activity)
			.query(Long.class)
			.single();
	}

	/**
	 * Changes an activity of which the caller knows that the user owns it.
	 * @param user the owner
	 * @param id the activity
	 * @param version the version the change is based on
	 * @param activity the new content
	 * @return whether the version was still that one
	 */
	boolean update(UserId user, long id, int version, EnteredActivity activity) {
		return with(
				this.jdbc
					.sql("""
							update activity
							set account_id = :account, target_account_id = :target, instrument_id = :instrument, type = :type, date = :date,
								quantity = :quantity, unit_price = :unitPrice, fee = :fee, currency = :currency,
								comment = :comment, version = version + 1
							where id = :id and user_id = :user and version = :version
							"""),
				user, activity)
			.param("id", id)
			.param("version", version)
			.update() == 1;
	}

	boolean delete(UserId user, long id, int version) {
		return this.jdbc.sql("delete from activity where id = :id and user_id = :user and version = :version")
			.param("id", id)
			.param("user", user.value())
			.param("version", version)
			.update() == 1;
	}

	private static StatementSpec with(StatementSpec statement, UserId user, EnteredActivity activity) {
		return statement.param("user", user.value())
			.param("account", activity.account())
			.param("target", activity.target(), Types.OTHER)
			.param("instrument", activity.instrument(), Types.BIGINT)
			.param("type", activity.type())
			.param("date", activity.date())
			.param("quantity", activity.quantity())
			.param("unitPrice", activity.unitPrice())
			.param("fee", activity.fee())
			.param("currency", activity.currency())
			.param("comment", activity.comment(), Types.VARCHAR);
	}

}
