package io.portfolioplatform.app.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Portfolio in Ghostfolio's format, which the import reads back. Numbers are JSON
 * numbers, as Ghostfolio writes them.
 *
 * @param meta where it comes from
 * @param user settings of the user
 * @param accounts the accounts
 * @param assetProfiles the instruments
 * @param activities the activities, oldest first
 */
record GhostfolioExport(Meta meta, User user, List<Account> accounts, List<AssetProfile> assetProfiles,
		List<Activity> activities) {

	/**
	 * Where an export comes from.
	 *
	 * @param date when it was made
	 */
	record Meta(Instant date) {

	}

	/**
	 * User.
	 *
	 * @param settings settings
	 */
	record User(Settings settings) {

		/**
		 * Settings of a user.
		 *
		 * @param currency base currency
		 */
		record Settings(String currency) {

		}

	}

	/**
	 * Account.
	 *
	 * @param id identifier
	 * @param name name
	 * @param currency currency of its cash
	 * @param balances stated balances
	 */
	record Account(String id, String name, String currency, List<Balance> balances) {

		/**
		 * Stated balance.
		 *
		 * @param date the day
		 * @param value the amount
		 */
		record Balance(String date, @JsonFormat(shape = JsonFormat.Shape.NUMBER) BigDecimal value) {

		}

	}

	/**
	 * Instrument.
	 *
	 * @param symbol its symbol
	 * @param name its name
	 * @param assetClass its asset class
	 * @param dataSource MANUAL if the user keeps it by hand, otherwise YAHOO
	 */
	record AssetProfile(String symbol, String name, @Nullable String assetClass, String dataSource) {

	}

	/**
	 * Activity.
	 *
	 * @param accountId its account
	 * @param targetAccountId the account a TRANSFER goes to
	 * @param type the kind
	 * @param date the day, as the moment it begins in UTC
	 * @param symbol symbol of the instrument, if it is about one
	 * @param dataSource source of the symbol
	 * @param quantity units
	 * @param unitPrice price of a unit
	 * @param fee the fee
	 * @param currency currency of price and fee
	 * @param comment what the owner wrote about it
	 */
	record Activity(@Nullable String accountId,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String targetAccountId, String type, String date,
			@Nullable String symbol, @Nullable String dataSource,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER) BigDecimal quantity,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER) BigDecimal unitPrice,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER) BigDecimal fee, String currency, @Nullable String comment) {

	}

}
