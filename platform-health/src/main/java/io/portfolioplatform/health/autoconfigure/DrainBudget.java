package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * The arithmetic of a shutdown: drain, then graceful shutdown, then what is left for
 * closing pools, within the time before the process is killed.
 */
final class DrainBudget {

	static final Duration RESERVE = Duration.ofSeconds(5);

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private DrainBudget() {
	}

	static void check(PlatformHealthProperties.Drain drain, Environment environment) {
		if (drain.delay().isZero()) {
			return;
		}
		Duration phase = DurationStyle.detectAndParse(environment.getProperty(PHASE_TIMEOUT, "30s"));
		Duration needed = drain.delay().plus(phase).plus(RESERVE);
		if (needed.compareTo(drain.budget()) > 0) {
			throw new InvalidHealthConfigurationException("platform.health.drain.delay", drain.delay(),
					"A shutdown may take " + seconds(drain.delay()) + " (drain) + " + seconds(phase) + " ("
							+ PHASE_TIMEOUT + ") + " + seconds(RESERVE) + " (closing pools) = " + seconds(needed)
							+ ", but the process is killed after " + seconds(drain.budget())
							+ " (platform.health.drain.budget).",
					"Shorten platform.health.drain.delay or " + PHASE_TIMEOUT
							+ ", or raise terminationGracePeriodSeconds of the deployment and pass it as "
							+ "platform.health.drain.budget.");
		}
	}

	private static String seconds(Duration duration) {
		return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

}
