package io.portfolioplatform.health.autoconfigure;

/**
 * Thrown at startup when a setting cannot work.
 */
final class InvalidHealthConfigurationException extends RuntimeException {

	private final String cure;

	InvalidHealthConfigurationException(String property, Object value, String problem, String cure) {
		super("'" + property + "' is " + value + ". " + problem);
		this.cure = cure;
	}

	String cure() {
		return this.cure;
	}

}
