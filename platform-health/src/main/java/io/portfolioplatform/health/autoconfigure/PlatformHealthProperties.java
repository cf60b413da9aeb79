package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings.
 *
 * @param probes Settings of /livez, /readyz and /startupz
 * @param indicators Settings of the background refresh of health indicators
 * @param startup Settings of what /startupz waits for
 * @param readiness Settings of when a process that makes no progress refuses traffic
 * @param drain Settings of the time between the signal to stop and the stop
 * @param shedding Settings of the adaptive limit on requests in progress
 * @param scorecard Objectives and alert levels of the readiness scorecard
 * @param beacon Settings of the times that browsers send
 */
@ConfigurationProperties(prefix = PlatformHealthProperties.PREFIX, ignoreUnknownFields = false)
record PlatformHealthProperties(@DefaultValue Probes probes, @DefaultValue Indicators indicators,
		@DefaultValue Startup startup, @DefaultValue Readiness readiness, @DefaultValue Drain drain,
		@DefaultValue @NestedConfigurationProperty SheddingProperties shedding,
		@DefaultValue @NestedConfigurationProperty ScorecardProperties scorecard,
		@DefaultValue @NestedConfigurationProperty BeaconProperties beacon) {

	static final String PREFIX = "platform.health";

	PlatformHealthProperties {
		Duration answer = indicators.interval().plus(indicators.deadline());
		if (readiness.stuckAfter().compareTo(answer) <= 0) {
			throw new InvalidHealthConfigurationException("platform.health.readiness.stuck-after",
					readiness.stuckAfter(),
					"A dependency that hangs is known after indicators.interval + indicators.deadline = " + answer
							+ "; before that, waiting for it looks like a process that is stuck.",
					"Make platform.health.readiness.stuck-after longer than " + answer + ".");
		}
	}

	/**
	 * Settings of the probes.
	 *
	 * @param enabled Whether /livez, /readyz and /startupz are served on the main and on
	 * the management port
	 */
	record Probes(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Settings of the background refresh.
	 *
	 * @param enabled Whether health indicators are asked in the background
	 * @param interval Time from one question to the next
	 * @param deadline How long an answer may take before the indicator counts as down
	 * @param local Names of the indicators that speak of this process alone: while one is
	 * down, readiness is off, where it stays on for what the whole fleet shares; the name
	 * of a composite means all its members; 'diskSpace' is skipped where there is none
	 */
	record Indicators(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration interval,
			@DefaultValue("2s") Duration deadline, @DefaultValue("diskSpace") Set<String> local) {

		Indicators {
			Positive.require("platform.health.indicators.interval", interval);
			Positive.require("platform.health.indicators.deadline", deadline);
		}

	}

	/**
	 * Settings of the startup probe.
	 *
	 * @param waitFor Names of the health indicators that must have been up once; the name
	 * of a composite, as 'db' is of several data sources, means all its members; 'db' is
	 * skipped where there is none
	 */
	record Startup(@DefaultValue("db") Set<String> waitFor) {

	}

	/**
	 * Settings of readiness.
	 *
	 * @param stuckRequests Fewest requests in progress of a process that counts as stuck
	 * @param stuckAfter How long none of them ended before traffic is refused
	 * @param recoverAfter How long requests must end again, or local indicators be up,
	 * before traffic is accepted
	 */
	record Readiness(@DefaultValue("20") int stuckRequests, @DefaultValue("30s") Duration stuckAfter,
			@DefaultValue("10s") Duration recoverAfter) {

		Readiness {
			Positive.require("platform.health.readiness.stuck-requests", stuckRequests);
			Positive.require("platform.health.readiness.stuck-after", stuckAfter);
			Positive.require("platform.health.readiness.recover-after", recoverAfter);
		}

	}

	/**
	 * Settings of the drain.
	 *
	 * @param delay How long requests are still served after readiness went off, until
	 * every load balancer has noticed
	 * @param budget Time between the signal to stop and the kill, the deployment's
	 * terminationGracePeriodSeconds. Looked at beside a delay only.
	 */
	record Drain(@DefaultValue("0s") Duration delay, @DefaultValue("30s") Duration budget) {

		Drain {
			if (delay.isNegative()) {
				throw new InvalidHealthConfigurationException("platform.health.drain.delay", delay,
						"Time does not run backwards.", "Set zero, or how long a load balancer needs to notice.");
			}
			Positive.require("platform.health.drain.budget", budget);
		}

	}

}
