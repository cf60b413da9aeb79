package io.portfolioplatform.health.probe;

import io.portfolioplatform.health.Probe;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/**
 * Decides the probes from the state of this process alone: nothing is asked over the
 * network, so an answer takes microseconds whatever else hangs.
 */
public final class Probes {

	private final ApplicationAvailability availability;

	private final StartupState startup;

	/**
	 * Create the decision.
	 * @param availability the states that Spring Boot keeps of the application
	 * @param startup whether the application has finished starting
	 */
	public Probes(ApplicationAvailability availability, StartupState startup) {
		this.availability = availability;
		this.startup = startup;
	}

	/**
	 * Answer a probe.
	 * @param probe the question
	 * @return whether the answer is yes, and why not
	 */
	public ProbeAnswer ask(Probe probe) {
		return switch (probe) {
			case LIVENESS -> answer(this.availability.getLivenessState() == LivenessState.CORRECT,
					"the application declared its own state broken");
			case READINESS -> answer(this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
					"the application does not accept traffic: it is starting or shutting down");
			case STARTUP -> answer(this.startup.finished(), "the application is starting");
		};
	}

	private static ProbeAnswer answer(boolean passed, String reasonIfNot) {
		return passed ? ProbeAnswer.PASSED : new ProbeAnswer(false, reasonIfNot);
	}

}
