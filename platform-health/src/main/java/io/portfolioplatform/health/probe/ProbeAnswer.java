package io.portfolioplatform.health.probe;

/**
 * The answer to a probe.
 *
 * @param passed whether the answer is yes
 * @param reason why it is not, in plain words without quotes; empty when it is
 */
public record ProbeAnswer(boolean passed, String reason) {

	static final ProbeAnswer PASSED = new ProbeAnswer(true, "");

	int httpStatus() {
		return this.passed ? 200 : 503;
	}

	String json() {
		return this.passed ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\",\"reason\":\"" + this.reason + "\"}";
	}

}
