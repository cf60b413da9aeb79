package io.portfolioplatform.app.quotes;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

/**
 * How a provider is asked: what fails for the moment is tried three times with growing,
 * varied delays; after five failures in a row nothing is tried for a minute.
 */
final class ProviderAttempts {

	private static final int ATTEMPTS = 3;

	private static final int FAILURES = 5;

	private static final double GROWTH = 2;

	private static final double VARIATION = 0.5;

	private final Retry retry;

	private final CircuitBreaker breaker;

	/**
	 * Creates attempts that count the failures of one provider.
	 * @param provider its name
	 * @param delay time before the second attempt, doubled and varied by half each time
	 */
	ProviderAttempts(String provider, Duration delay) {
		this.breaker = CircuitBreaker.of(provider,
				CircuitBreakerConfig.custom()
					.slidingWindowSize(FAILURES)
					.minimumNumberOfCalls(FAILURES)
					.failureRateThreshold(100)
					.recordException(ProviderAttempts::isTransient)
					.build());
		this.retry = Retry.of(provider,
				RetryConfig.custom()
					.maxAttempts(ATTEMPTS)
					.intervalFunction(delays(delay))
					.retryOnException(ProviderAttempts::isTransient)
					.build());
	}

	/**
	 * Varied, so that processes that failed together do not come back together.
	 */
	static IntervalFunction delays(Duration first) {
		return IntervalFunction.ofExponentialRandomBackoff(first, GROWTH, VARIATION);
	}

	/**
	 * Asks.
	 * @param <T> the type of the answer
	 * @param question one attempt
	 * @return the answer
	 * @throws ProviderException if no attempt is answered
	 * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException if the
	 * provider failed so often that it is left alone
	 */
	<T> T ask(Supplier<T> question) {
		return this.retry.executeSupplier(() -> this.breaker.executeSupplier(question));
	}

	private static boolean isTransient(Throwable failure) {
		return failure instanceof ProviderException refusal && refusal.isTransient();
	}

}
