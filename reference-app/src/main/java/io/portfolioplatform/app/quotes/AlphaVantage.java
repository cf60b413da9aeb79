package io.portfolioplatform.app.quotes;

import java.util.List;

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

	/**
	 * Asks for a series and not for a quote, which is one call as well: where a day was
	 * missed, the next quote would leave it out for good.
	 */
	List<Close> daily(String symbol) {
		return this.attempts.ask(() -> {
			try {
				return new AlphaVantageAnswer(this.calls.call("TIME_SERIES_DAILY", symbol)).daily();
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
