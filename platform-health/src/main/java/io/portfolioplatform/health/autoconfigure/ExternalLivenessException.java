package io.portfolioplatform.health.autoconfigure;

/**
 * Thrown at startup when liveness is made to depend on something outside the process.
 */
final class ExternalLivenessException extends RuntimeException {

	private final String indicator;

	ExternalLivenessException(String indicator) {
		super("Liveness must not depend on '" + indicator + "'");
		this.indicator = indicator;
	}

	String indicator() {
		return this.indicator;
	}

}
