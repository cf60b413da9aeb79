package io.portfolioplatform.health.probe;

import java.util.List;

import io.portfolioplatform.health.Probe;
import io.portfolioplatform.health.ProbeCondition;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.util.Assert;

/**
 * Decides the probes from the state of this process alone: nothing is asked over the
 * network, so an answer takes microseconds whatever else hangs.
 */
public final class Probes {

	private final ApplicationAvailability availability;

	private final StartupState startup;

	private final List<ProbeCondition> conditions;

	/**
	 * Create the decision.
	 * @param availability the states that Spring Boot keeps of the application
	 * @param startup whether the application has finished starting
	 * @param conditions what readiness and startup depend on besides
	 */
	public Probes(ApplicationAvailability availability, StartupState startup, List<ProbeCondition> conditions) {
		this.availability = availability;
		this.startup = startup;
		this.conditions = List.copyOf(conditions);
		this.conditions.forEach(Probes::requireNoLiveness);
	}

	private static void requireNoLiveness(ProbeCondition condition) {
		Assert.state(condition.probe() != Probe.LIVENESS,
				() -> "The ProbeCondition " + condition.getClass().getName() + " belongs to liveness, where what fails "
						+ "restarts the process and loses its requests. Let probe() return READINESS or STARTUP.");
	}

	/**
	 * Answer a probe.
	 * @param probe the question
	 * @return whether the answer is yes, and why not
	 */
	public ProbeAnswer ask(Probe probe) {
		ProbeAnswer answer = askState(probe);
		// Liveness has no conditions: what could fail there must not restart the process.
		return answer.passed() && probe != Probe.LIVENESS ? askConditions(probe) : answer;
	}

	private ProbeAnswer askConditions(Probe probe) {
		String note = "";
		for (ProbeCondition condition : this.conditions) {
			ProbeCondition.Verdict verdict = (condition.probe() == probe) ? condition.check()
					: ProbeCondition.Verdict.MET;
			if (!verdict.met()) {
				return new ProbeAnswer(false, verdict.reason());
			}
			note = verdict.reason().isEmpty() ? note : verdict.reason();
		}
		return new ProbeAnswer(true, note);
	}

	private ProbeAnswer askState(Probe probe) {
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
