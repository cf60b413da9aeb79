package io.portfolioplatform.app.quotes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.portfolioplatform.ratelimit.OutgoingQuotaExceededException;
import io.portfolioplatform.ratelimit.RateLimiter;
import io.portfolioplatform.ratelimit.RateLimiters;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Single calls of Alpha Vantage. Each one counts, a failed one too: the quota is asked
 * before every attempt.
 */
@Component
class AlphaVantageCalls {

	private static final String QUOTA = "alpha-vantage";

	/**
	 * How long a call is waited for: beyond the seconds between two, and below what a
	 * minute or a day makes of it.
	 */
	private static final Duration PACE = Duration.ofSeconds(3);

	private final RateLimiter quota;

	private final RestClient http;

	private final AlphaVantageProperties properties;

	@Autowired
	AlphaVantageCalls(AlphaVantageProperties properties, RateLimiters quotas) {
		this(properties, quotas.get(QUOTA));
	}

	AlphaVantageCalls(AlphaVantageProperties properties, RateLimiter quota) {
		this.quota = quota;
		this.http = ProviderHttp.to(properties.url(), properties.timeout());
		this.properties = properties;
	}

	/**
	 * Calls a function.
	 * @param function its name
	 * @param symbol the symbol it is about
	 * @return the answer
	 * @throws NoCallsLeftException if no call is left
	 * @throws ProviderException if it does not answer
	 */
	String call(String function, String symbol) {
		take();
		try {
			return new String(ProviderHttp.read(this.http.get()
				.uri("/query?function={function}&symbol={symbol}&apikey={key}", function, symbol,
						this.properties.apiKey())),
					StandardCharsets.UTF_8);
		}
		catch (RestClientException ex) {
			// Not the cause: its message holds the URL, and that the key.
			throw new ProviderException(ProviderException.Kind.FAILED,
					"Alpha Vantage cannot be reached (" + ex.getClass().getSimpleName() + ")");
		}
	}

	private void take() {
		try {
			this.quota.acquire(Instant.now().plus(PACE));
		}
		catch (OutgoingQuotaExceededException ex) {
			throw new NoCallsLeftException(ex.getRetryAfter());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NoCallsLeftException(Duration.ZERO);
		}
	}

}
