package io.portfolioplatform.app.activity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.portfolioplatform.app.problem.BadFieldException;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Activity as a client sends it; numbers may be JSON numbers or strings.
 *
 * @param accountId the account; without it that of activities that name none
 * @param targetAccountId the account a TRANSFER goes to
 * @param type BUY, SELL, DIVIDEND, INTEREST, FEE, DEPOSIT, WITHDRAWAL, ITEM, LIABILITY,
 * SPLIT or TRANSFER
 * @param date the day
 * @param symbol symbol of the instrument, if it is about one
 * @param dataSource MANUAL for an instrument kept by hand, MARKET for one with market
 * prices; by default by the type
 * @param quantity units, not negative
 * @param unitPrice price of a unit, not negative
 * @param fee the fee, not negative, 0 if it is missing
 * @param currency ISO 4217 code
 * @param comment what the owner writes about it
 */
record ActivityRequest(@Nullable String accountId, @Nullable String targetAccountId, @Nullable String type,
		@Nullable String date, @Nullable String symbol, @Nullable String dataSource, @Nullable String quantity,
		@Nullable String unitPrice, @Nullable String fee, @Nullable String currency, @Nullable String comment) {

	@Nullable UUID account() {
		return uuid("accountId", this.accountId);
	}

	@Nullable UUID targetAccount() {
		return uuid("targetAccountId", this.targetAccountId);
	}

	private static @Nullable UUID uuid(String field, @Nullable String value) {
		if (value == null) {
			return null;
		}
		try {
			return UUID.fromString(value);
		}
		catch (IllegalArgumentException ex) {
			throw new BadFieldException(field, value, "must be a UUID");
		}
	}

	Map<String, String> fields() {
		Map<String, @Nullable String> fields = new LinkedHashMap<>();
		fields.put("type", this.type);
		fields.put("date", this.date);
		fields.put("symbol", this.symbol);
		fields.put("dataSource", this.dataSource);
		fields.put("quantity", this.quantity);
		fields.put("targetAccountId", this.targetAccountId);
		fields.put("unitPrice", this.unitPrice);
		fields.put("fee", this.fee);
		fields.put("currency", this.currency);
		fields.put("comment", this.comment);
		Map<String, String> texts = new LinkedHashMap<>();
		fields.forEach((name, value) -> texts.put(name, (value != null) ? value : ""));
		return texts;
	}

	byte[] sha256(UUID portfolio) {
		return DigestUtils.sha256(portfolio + " " + this);
	}

}
