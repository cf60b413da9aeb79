package io.portfolioplatform.app.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Export of a tracker, as somebody would upload it.
 */
class DemoExport {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final User user;

	private final List<Account> accounts = new ArrayList<>();

	private final List<Activity> activities = new ArrayList<>();

	DemoExport(String currency) {
		this.user = new User(new Settings(currency));
	}

	void account(String id, String name, String currency, Map<LocalDate, BigDecimal> balances) {
		this.accounts.add(new Account(id, name, currency,
				balances.entrySet()
					.stream()
					.map((entry) -> new Balance(iso(entry.getKey()), entry.getValue()))
					.toList()));
	}

	void activity(String account, String type, String symbol, LocalDate date, BigDecimal quantity, BigDecimal price,
			BigDecimal fee, String currency) {
		this.activities.add(new Activity(account, type, symbol, iso(date), quantity, price, fee, currency));
	}

	String toJson() {
		return JSON.writeValueAsString(new Document(this.user, this.accounts, this.activities));
	}

	private static String iso(LocalDate date) {
		return date + "T00:00:00.000Z";
	}

	record Document(User user, List<Account> accounts, List<Activity> activities) {

	}

	record User(Settings settings) {

	}

	record Settings(String currency) {

	}

	record Account(String id, String name, String currency, List<Balance> balances) {

	}

	record Balance(String date, BigDecimal value) {

	}

	record Activity(String accountId, String type, String symbol, String date, BigDecimal quantity,
			BigDecimal unitPrice, BigDecimal fee, String currency) {

	}

}
