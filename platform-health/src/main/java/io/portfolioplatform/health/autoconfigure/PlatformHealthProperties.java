package io.portfolioplatform.health.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the probes.
 *
 * @param probes Settings of /livez, /readyz and /startupz
 */
@ConfigurationProperties("platform.health")
record PlatformHealthProperties(@DefaultValue Probes probes) {

	/**
	 * Settings of the probes.
	 *
	 * @param enabled Whether /livez, /readyz and /startupz are served on the main and on
	 * the management port
	 */
	record Probes(@DefaultValue("true") boolean enabled) {

	}

}
