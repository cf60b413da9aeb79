package io.portfolioplatform.app.quotes;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the euro reference rates.
 *
 * @param enabled whether they are fetched each evening
 * @param url the rates of the last 90 days as the European Central Bank publishes them
 * @param historyUrl all rates since 1999, as it publishes them in a ZIP file
 * @param retryDelay time before a failed call is repeated, doubled and varied by half
 * each time
 * @param timeout how long an answer is waited for
 */
@ConfigurationProperties(prefix = "portfolio.ecb", ignoreUnknownFields = false)
record EcbProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml") String url,
		@DefaultValue("https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip") String historyUrl,
		@DefaultValue("500ms") Duration retryDelay, @DefaultValue("10s") Duration timeout) {
}
