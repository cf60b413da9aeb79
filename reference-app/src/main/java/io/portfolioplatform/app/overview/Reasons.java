package io.portfolioplatform.app.overview;

import java.time.LocalDate;
import java.util.List;

/**
 * The reasons the overview gives.
 */
final class Reasons {

	static final Reason NO_ACTIVITIES = new Reason("NO_ACTIVITIES", "Nothing has been recorded up to today.");

	static final Reason NOTHING_PRICED = new Reason("NO_PRICE", "No price is known of anything that is held.");

	static final Reason CASH_NOT_TRACKED = new Reason("CASH_NOT_TRACKED",
			"No account records deposits, withdrawals or balances, so its cash is not known.");

	static final Reason CASH_OF_ACCOUNT_NOT_TRACKED = new Reason("CASH_NOT_TRACKED",
			"The account records no deposits, withdrawals or balances, so its cash is not known.");

	static final Reason NO_CAPITAL = new Reason("NO_CAPITAL",
			"As much was taken out as was paid in, so there is nothing to relate the gain to.");

	private Reasons() {
	}

	static Reason noRate(List<String> currencies) {
		return new Reason("NO_RATE", "The European Central Bank sets no rate for " + String.join(", ", currencies)
				+ " on some of the days that are needed.");
	}

	static Reason noPrice(Asset holding, LocalDate day) {
		return new Reason("NO_PRICE", "No price of " + holding.symbol() + " is known on or before " + day + ".");
	}

	static Reason leftOut(Asset holding, Reason reason) {
		return new Reason(reason.code(), reason.message() + " " + holding.name()
				+ " is left out of the figures, with everything paid for it and received from it.");
	}

	static Reason stale(Asset holding, LocalDate priceDate) {
		return new Reason("STALE_PRICE", "The latest price of " + holding.symbol() + " is of " + priceDate + ".");
	}

	static Reason sold(Asset holding) {
		return new Reason("SHORT_POSITION", "More of " + holding.symbol() + " was sold than bought.");
	}

	static Reason negativeCash(Asset cash) {
		return new Reason("NEGATIVE_CASH",
				"The cash in " + cash.symbol() + " is negative. Is a deposit or a balance missing?");
	}

	static Reason untracked(List<String> accounts) {
		return new Reason("CASH_NOT_TRACKED", "The cash of these accounts is not known and not part of the figures: "
				+ String.join(", ", accounts) + ".");
	}

	static Reason future(long activities, LocalDate day) {
		return new Reason("FUTURE_DATE", activities + " of the activities lie after " + day + " and do not count yet.");
	}

}
