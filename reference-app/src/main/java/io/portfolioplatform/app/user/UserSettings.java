package io.portfolioplatform.app.user;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What users have settled on: so far the currency their figures are shown in.
 */
@Repository
public class UserSettings {

	/**
	 * Base currency of a user who has not chosen one, and of whom no import told one.
	 */
	public static final String DEFAULT_BASE_CURRENCY = "EUR";

	private final JdbcClient jdbc;

	UserSettings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes over a base currency unless the user has one already.
	 * @param user the user
	 * @param currency an ISO 4217 code
	 */
	public void proposeBaseCurrency(UserId user, String currency) {
		this.jdbc.sql("""
				insert into user_settings (user_id, base_currency) values (:user, :currency)
				on conflict (user_id) do nothing
				""").param("user", user.value()).param("currency", currency).update();
	}

	/**
	 * Changes the base currency.
	 * @param user the user
	 * @param currency an ISO 4217 code
	 */
	public void changeBaseCurrency(UserId user, String currency) {
		this.jdbc.sql("""
				insert into user_settings (user_id, base_currency) values (:user, :currency)
				on conflict (user_id) do update set base_currency = excluded.base_currency
				""").param("user", user.value()).param("currency", currency).update();
	}

	/**
	 * Returns the base currency.
	 * @param user the user
	 * @return an ISO 4217 code
	 */
	public String baseCurrency(UserId user) {
		return this.jdbc.sql("select base_currency from user_settings where user_id = :user")
			.param("user", user.value())
			.query(String.class)
			.optional()
			.orElse(DEFAULT_BASE_CURRENCY);
	}

}
