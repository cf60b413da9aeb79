package io.portfolioplatform.app.quotes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portfolioplatform.ratelimit.RateLimiter;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers over HTTP in the formats of Alpha Vantage, which says everything with 200.
 */
public class FakeAlphaVantage implements AutoCloseable {

	/**
	 * Key of the account.
	 */
	public static final String KEY = "K3Y0FTH3T3ST";

	static final String MINUTE_NOTE = """
			{ "Note": "Thank you for using Alpha Vantage! Our standard API call frequency is 5 calls per minute and 500 \
			calls per day. Please visit https://www.alphavantage.co/premium/ if you would like to target a higher API \
			call frequency." }
			""";

	static final String DAY_INFORMATION = """
			{ "Information": "We have detected your API key as %s and our standard API rate limit is 25 requests per \
			day. Please subscribe to any of the premium plans at https://www.alphavantage.co/premium/ to instantly \
			remove all daily rate limits." }
			""".formatted(KEY);

	static final String BURST = """
			{ "Information": "Thank you for using Alpha Vantage! Please consider spreading out your free API requests \
			more sparingly (1 request per second). You may subscribe to any of the premium plans at \
			https://www.alphavantage.co/premium/ to lift the free key rate limit (25 requests per day), raise the \
			per-second burst limit, and instantly unlock all premium endpoints" }
			""";

	static final String PREMIUM = """
			{ "Information": "Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any \
			of the premium plans at https://www.alphavantage.co/premium/ to instantly unlock all premium endpoints" }
			""";

	static final String DEMO_KEY = """
			{ "Information": "The **demo** API key is for demo purposes only. Please claim your free API key at \
			(https://www.alphavantage.co/support/#api-key) to explore our full API offerings." }
			""";

	static final String INVALID_CALL = """
			{ "Error Message": "Invalid API call. Please retry or visit the documentation \
			(https://www.alphavantage.co/documentation/) for TIME_SERIES_DAILY." }
			""";

	static final String INVALID_KEY = """
			{ "Error Message": "the parameter apikey is invalid or missing. Please claim your free API key on \
			(https://www.alphavantage.co/support/#api-key)." }
			""";

	private final HttpServer server;

	private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();

	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	public FakeAlphaVantage() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/query", this::answer);
		this.server.start();
	}

	/**
	 * Returns where it answers.
	 * @return URL without a path
	 */
	public String url() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	AlphaVantageProperties properties() {
		return new AlphaVantageProperties(KEY, url(), Duration.ofMillis(5), Duration.ofSeconds(10));
	}

	/**
	 * Asks here as often as it likes.
	 */
	AlphaVantage provider() {
		return new AlphaVantage(new AlphaVantageCalls(properties(), new Unlimited()), properties());
	}

	/**
	 * Answers calls about a symbol: each with the next body, the last one for ever. A
	 * body {@code 500} is that status.
	 * @param symbol the symbol
	 * @param bodies the answers
	 */
	public void answer(String symbol, String... bodies) {
		this.answers.put(symbol, new ConcurrentLinkedQueue<>(List.of(bodies)));
	}

	List<String> asked() {
		return List.copyOf(this.asked);
	}

	static String daily(String symbol, String day, String close) {
		return daily(symbol, Map.of(day, close));
	}

	static String daily(String symbol, Map<String, String> closes) {
		String days = closes.entrySet().stream().map((close) -> """
				"%s": { "1. open": "207.1", "2. high": "209.0", "3. low": "206.3", "4. close": "%s",
				  "5. volume": "4123131" }
				""".formatted(close.getKey(), close.getValue())).collect(Collectors.joining(","));
		return """
				{ "Meta Data": { "1. Information": "Daily Prices (open, high, low, close) and Volumes",
				  "2. Symbol": "%s", "3. Last Refreshed": "2024-11-01", "4. Output Size": "Compact",
				  "5. Time Zone": "US/Eastern" }, "Time Series (Daily)": { %s } }
				""".formatted(symbol, days);
	}

	private void answer(HttpExchange exchange) throws IOException {
		Map<String, String> query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
			.build()
			.getQueryParams()
			.toSingleValueMap();
		this.asked.add(query.get("function") + " " + query.get("symbol"));
		Queue<String> bodies = this.answers.getOrDefault(query.get("symbol"), new ConcurrentLinkedQueue<>());
		String body = (bodies.size() > 1) ? bodies.remove() : bodies.peek();
		byte[] bytes = ((body != null) ? body : INVALID_CALL).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders("500".equals(body) ? 500 : 200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private static final class Unlimited implements RateLimiter {

		@Override
		public String name() {
			return "unlimited";
		}

		@Override
		public boolean tryAcquire() {
			return true;
		}

		@Override
		public void acquire(Instant deadline) {
		}

		@Override
		public Duration untilAvailable() {
			return Duration.ZERO;
		}

		@Override
		public int available() {
			return Integer.MAX_VALUE;
		}

	}

}
