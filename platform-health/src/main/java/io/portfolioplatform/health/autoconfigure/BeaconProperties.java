package io.portfolioplatform.health.autoconfigure;

import java.util.Set;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the times that browsers send.
 *
 * @param enabled Whether /platform/rum takes what browsers measured and /platform/rum.js
 * serves the script
 * @param pages Patterns of the pages that are told apart; all others are 'other'
 * @param perSecond Most page views that are taken in a second
 */
record BeaconProperties(@DefaultValue("false") boolean enabled, @DefaultValue Set<String> pages,
		@DefaultValue("100") int perSecond) {

	BeaconProperties {
		Positive.require("platform.health.beacon.per-second", perSecond);
		for (String page : pages) {
			if (!page.startsWith("/")) {
				throw new InvalidHealthConfigurationException("platform.health.beacon.pages", pages,
						"'" + page + "' is no path.", "Begin each pattern with a slash, such as /portfolios/{id}.");
			}
		}
	}

}
