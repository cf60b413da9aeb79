package io.portfolioplatform.app;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The groups that the features' own properties are in. Nothing reads them from here: that
 * they are listed lets a start fail that sets something in another.
 *
 * @param alphaVantage prices
 * @param backup what is expected of backups
 * @param ecb euro reference rates
 * @param jobs background work
 * @param metrics what is computed ahead
 * @param security what a request may be like
 * @param session sign-in with e-mail and password
 */
@ConfigurationProperties(prefix = "portfolio", ignoreUnknownFields = false)
record PortfolioProperties(@DefaultValue Map<String, Object> alphaVantage, @DefaultValue Map<String, Object> backup,
		@DefaultValue Map<String, Object> ecb, @DefaultValue Map<String, Object> jobs,
		@DefaultValue Map<String, Object> metrics, @DefaultValue Map<String, Object> security,
		@DefaultValue Map<String, Object> session) {

	@Override
	public String toString() {
		return "PortfolioProperties[***]";
	}

}
