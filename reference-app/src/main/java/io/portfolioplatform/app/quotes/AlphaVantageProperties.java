package io.portfolioplatform.app.quotes;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Settings of Alpha Vantage. How many calls it allows says the quota
 * {@code platform.ratelimit.quotas.alpha-vantage}.
 *
 * @param apiKey key of the account; without one no prices are fetched
 * @param url address of the service
 * @param retryDelay time before a failed call is repeated, doubled and varied by half
 * each time
 * @param timeout how long an answer is waited for
 */
@ConfigurationProperties(prefix = "portfolio.alpha-vantage", ignoreUnknownFields = false)
record AlphaVantageProperties(@DefaultValue("") String apiKey, @DefaultValue("https://www.alphavantage.co") String url,
		@DefaultValue("500ms") Duration retryDelay, @DefaultValue("10s") Duration timeout) {

	boolean isConfigured() {
		return StringUtils.hasText(this.apiKey);
	}

	@Override
	public String toString() {
		return "AlphaVantageProperties[url=" + this.url + "]";
	}

}
