package io.portfolioplatform.perf.faults;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Knows what one person may be shown: shares that are theirs, as many as there were after
 * one of their writes, and not before a write that they must see.
 *
 * @param person number of the person
 * @param ledger what they have written
 * @param price price of a share
 * @param findings is told what must not be
 */
record Oracle(int person, Ledger ledger, BigDecimal price, Findings findings) {

	/** Shares that each person starts with: a number that tells them from the others. */
	private static final int APART = 100_000;

	/** What they start with has no comment. */
	private static final String FIRST = "";

	/** Of a share: none but zeros where the value is one of whole shares. */
	private static final int DIGITS = 6;

	private static final JsonMapper MAPPER = new JsonMapper();

	/** The person begins with shares that tell them from the others. */
	int begin() {
		int first = (this.person + 1) * APART;
		this.ledger.begin(FIRST, first);
		this.ledger.acknowledge(true);
		return first;
	}

	/**
	 * Return a label for something that this person writes.
	 * @param key tells it from others of theirs
	 */
	String label(String key) {
		return this.person + "/" + key;
	}

	void overview(String body, int known) {
		this.findings.judging();
		BigDecimal shown = BigDecimal.ZERO;
		for (JsonNode holding : MAPPER.readTree(body).required("topHoldings")) {
			shown = shown.add(number(holding.required("quantity")));
		}
		shares("overview", shown, known);
	}

	void performance(String body, int known) {
		this.findings.judging();
		JsonNode amount = MAPPER.readTree(body).required("value").required("amount");
		if (amount.isNull()) {
			this.findings.add(this.person, "was shown no value of what they hold");
			return;
		}
		shares("performance", number(amount).divide(this.price, DIGITS, RoundingMode.HALF_EVEN), known);
	}

	/**
	 * Judge a page that holds all activities.
	 * @param body the page
	 * @param known how many of the writes must be seen
	 */
	void activities(String body, int known) {
		this.findings.judging();
		JsonNode page = MAPPER.readTree(body);
		Map<String, Integer> shown = new LinkedHashMap<>();
		for (JsonNode activity : page.required("activities")) {
			String label = activity.required("comment").asString(FIRST);
			int quantity = number(activity.required("quantity")).intValueExact();
			if (label.equals(FIRST) ? quantity != (this.person + 1) * APART : !label.startsWith(label(""))) {
				this.findings.add(this.person, "was shown another's activity: " + activity);
				return;
			}
			if (shown.put(label, quantity) != null) {
				this.findings.add(this.person, "was shown an activity twice: " + activity);
				return;
			}
		}
		List<Map<String, Integer>> allowed = this.ledger.states(known);
		if (!page.required("next").isNull() || !allowed.contains(shown)) {
			this.findings.add(this.person, (this.ledger.states(0).contains(shown) ? "was shown old" : "was shown wrong")
					+ " activities: " + shown + ", must be one of " + allowed);
		}
	}

	/** Told that something has changed, which has not been changed as they asked. */
	void refused(Write write, String found) {
		this.findings.add(this.person, "was refused " + write + ", and found " + found);
	}

	private void shares(String what, BigDecimal shown, int known) {
		List<BigDecimal> allowed = totals(known);
		if (allowed.stream().anyMatch((total) -> total.compareTo(shown) == 0)) {
			return;
		}
		boolean before = totals(0).stream().anyMatch((total) -> total.compareTo(shown) == 0);
		boolean theirs = shown.intValue() / APART == this.person + 1;
		this.findings.add(this.person,
				(before ? "was shown an old " : theirs ? "was shown a wrong " : "was shown another's ") + what + ": "
						+ shown + " shares, must be one of " + allowed + "; " + this.ledger);
	}

	private List<BigDecimal> totals(int known) {
		return this.ledger.states(known)
			.stream()
			.map((state) -> BigDecimal.valueOf(state.values().stream().mapToLong(Integer::longValue).sum()))
			.toList();
	}

	private static BigDecimal number(JsonNode node) {
		return new BigDecimal(node.asString());
	}

}
