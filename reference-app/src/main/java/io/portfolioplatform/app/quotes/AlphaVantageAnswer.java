package io.portfolioplatform.app.quotes;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answer of Alpha Vantage, which is 200 whatever it says: data under one name, a refusal
 * under {@code Note}, {@code Information} or {@code Error Message}.
 */
class AlphaVantageAnswer {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final List<String> BURST_WORDS = List.of("per second", "per-second");

	private static final List<String> QUOTA_WORDS = List.of("rate limit", "call frequency", "requests per",
			"calls per");

	private final JsonNode body;

	AlphaVantageAnswer(String body) {
		this.body = parse(body);
		String error = this.body.path("Error Message").asString("");
		if (!error.isEmpty()) {
			throw new ProviderException(
					error.contains("apikey") ? ProviderException.Kind.REFUSED : ProviderException.Kind.UNKNOWN_SYMBOL,
					error);
		}
		for (String name : List.of("Note", "Information")) {
			String notice = this.body.path(name).asString("");
			if (!notice.isEmpty()) {
				throw new ProviderException(kind(notice), notice);
			}
		}
	}

	private static JsonNode parse(String body) {
		try {
			JsonNode node = JSON.readTree(body);
			if (node.isObject()) {
				return node;
			}
		}
		catch (JacksonException ex) {
			// Told below: what came instead may be a page of a proxy.
		}
		throw new ProviderException(ProviderException.Kind.FAILED, "The answer is not a JSON object");
	}

	/**
	 * The notice about a burst comes first: it speaks of the daily limit and of premium
	 * endpoints too, which it offers.
	 */
	private static ProviderException.Kind kind(String notice) {
		String lower = notice.toLowerCase(Locale.ROOT);
		if (BURST_WORDS.stream().anyMatch(lower::contains)) {
			return ProviderException.Kind.BURST;
		}
		boolean quota = !lower.contains("premium endpoint") && QUOTA_WORDS.stream().anyMatch(lower::contains);
		return quota ? ProviderException.Kind.QUOTA : ProviderException.Kind.REFUSED;
	}

	/**
	 * Reads the answer of {@code TIME_SERIES_DAILY}.
	 * @return the closes of the last 100 trading days
	 */
	List<Close> daily() {
		JsonNode series = this.body.path("Time Series (Daily)");
		if (!series.isObject()) {
			throw new ProviderException(ProviderException.Kind.UNREADABLE,
					"The answer holds no \"Time Series (Daily)\"");
		}
		return series.propertyStream()
			.map((day) -> close(day.getKey(), day.getValue().path("4. close").asString("")))
			.toList();
	}

	private static Close close(String day, String price) {
		try {
			BigDecimal amount = new BigDecimal(price);
			if (amount.signum() >= 0 && amount.precision() < 30 && Math.abs(amount.scale()) < 20) {
				return new Close(LocalDate.parse(day), amount);
			}
		}
		catch (DateTimeException | NumberFormatException ex) {
			// Told below.
		}
		throw new ProviderException(ProviderException.Kind.UNREADABLE, "The answer holds no price of a day");
	}

}
