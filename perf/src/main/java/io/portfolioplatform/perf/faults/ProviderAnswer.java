package io.portfolioplatform.perf.faults;

/**
 * How Alpha Vantage answers a question about the share that everybody holds. It says 200
 * even where it refuses.
 */
enum ProviderAnswer {

	/** The price of a day. */
	SERIES(200, Text.SERIES),

	/** The same, when it is too late. */
	LATE(200, Text.SERIES),

	/** That it is out of order. */
	FAILURE(500, "{}"),

	/** That the day's calls are used up, and the key they were made with. */
	NO_CALLS(200, """
			{ "Information": "We have detected your API key as 0F7H3F4UL75 and our standard API rate limit is 25 \
			requests per day. Please subscribe to any of the premium plans at https://www.alphavantage.co/premium/ to \
			instantly remove all daily rate limits." }
			"""),

	/** A page of a proxy, far too much. */
	NONSENSE(200, "<html><head><title>502 Bad Gateway</title></head></html>") {

		@Override
		String body(int number) {
			return (number % 2 == 0) ? super.body(number) : " ".repeat(16 << 20) + Text.SERIES;
		}

	};

	/** What is stored in the end: the day and the price of {@link #SERIES}. */
	static final String STORED = "(date '" + Text.DAY + "', " + Text.PRICE + ")";

	private final int status;

	private final String body;

	ProviderAnswer(int status, String body) {
		this.status = status;
		this.body = body;
	}

	int status() {
		return this.status;
	}

	/**
	 * Return an answer.
	 * @param number how many have been given before
	 */
	String body(int number) {
		return this.body;
	}

	/**
	 * What constants are made of.
	 */
	private static final class Text {

		private static final String DAY = "2007-12-31";

		private static final String PRICE = "35.6000";

		private static final String SERIES = """
				{ "Meta Data": { "1. Information": "Daily Prices (open, high, low, close) and Volumes",
				  "2. Symbol": "MSFT", "3. Last Refreshed": "%s", "4. Output Size": "Compact",
				  "5. Time Zone": "US/Eastern" },
				  "Time Series (Daily)": { "%s": { "1. open": "35.9000", "2. high": "35.9900", "3. low": "35.5200",
				  "4. close": "%s", "5. volume": "40111200" } } }
				""".formatted(DAY, DAY, PRICE);

	}

}
