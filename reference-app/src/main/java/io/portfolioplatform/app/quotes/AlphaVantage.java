package io.portfolioplatform.app.quotes;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Prices of Alpha Vantage, asked for as {@link ProviderAttempts} does.
 */
@Component
class AlphaVantage {

	private final AlphaVantageCalls calls;

	private final AlphaVantageProperties properties;

	private final ProviderAttempts attempts;

	AlphaVantage(AlphaVantageCalls calls, AlphaVantageProperties properties) {
		this.calls = calls;
		this.properties = properties;
		this.attempts = new ProviderAttempts("alpha-vantage", properties.retryDelay());
	}

	Close quote(String symbol) {
		return ask("GLOBAL_QUOTE", symbol, AlphaVantageAnswer::quote);
	}

	List<Close> daily(String symbol) {
		return ask("TIME_SERIES_DAILY", symbol, AlphaVantageAnswer::daily);
	}

	private <T> T ask(String function, String symbol, Function<AlphaVantageAnswer, T> reader) {
		return this.attempts.ask(() -> {
			try {
				return reader.apply(new AlphaVantageAnswer(this.calls.call(function, symbol)));
			}
			catch (ProviderException ex) {
				throw new ProviderException(ex.kind(), redacted(ex.getMessage()));
			}
		});
	}

	/**
	 * Its notices repeat the key they were asked with.
	 */
	private String redacted(@Nullable String message) {
		String text = String.valueOf(message);
		return this.properties.isConfigured() ? text.replace(this.properties.apiKey(), "***") : text;
	}

}
