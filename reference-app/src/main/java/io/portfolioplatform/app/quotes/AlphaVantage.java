package io.portfolioplatform.app.quotes;

import java.util.List;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Prices of Alpha Vantage. A call that fails is tried three times with growing, varied
 * delays; after five failures in a row nothing is tried for a minute.
 */
@Component
class AlphaVantage {

	private static final int ATTEMPTS = 3;

	private static final int FAILURES = 5;

	private final AlphaVantageCalls calls;

	private final AlphaVantageProperties properties;

	private final Retry retry;

	private final CircuitBreaker breaker = CircuitBreaker.of("alpha-vantage",
			CircuitBreakerConfig.custom()
				.slidingWindowSize(FAILURES)
				.minimumNumberOfCalls(FAILURES)
				.failureRateThreshold(100)
				.recordException(AlphaVantage::isTransient)
				.build());

	AlphaVantage(AlphaVantageCalls calls, AlphaVantageProperties properties) {
		this.calls = calls;
		this.properties = properties;
		this.retry = Retry.of("alpha-vantage",
				RetryConfig.custom()
					.maxAttempts(ATTEMPTS)
					.intervalFunction(IntervalFunction.ofExponentialRandomBackoff(properties.retryDelay()))
					.retryOnException(AlphaVantage::isTransient)
					.build());
	}

	Close quote(String symbol) {
		return ask("GLOBAL_QUOTE", symbol, AlphaVantageAnswer::quote);
	}

	List<Close> daily(String symbol) {
		return ask("TIME_SERIES_DAILY", symbol, AlphaVantageAnswer::daily);
	}

	private <T> T ask(String function, String symbol, Function<AlphaVantageAnswer, T> reader) {
		return this.retry.executeSupplier(() -> this.breaker.executeSupplier(() -> {
			try {
				return reader.apply(new AlphaVantageAnswer(this.calls.call(function, symbol)));
			}
			catch (ProviderException ex) {
				throw new ProviderException(ex.kind(), redacted(ex.getMessage()));
			}
		}));
	}

	/**
	 * Its notices repeat the key they were asked with.
	 */
	private String redacted(@Nullable String message) {
		String text = String.valueOf(message);
		return this.properties.isConfigured() ? text.replace(this.properties.apiKey(), "***") : text;
	}

	private static boolean isTransient(Throwable failure) {
		return failure instanceof ProviderException refusal && refusal.isTransient();
	}

}
