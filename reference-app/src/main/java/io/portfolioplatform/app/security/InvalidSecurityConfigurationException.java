package io.portfolioplatform.app.security;

/**
 * What decides who may use the application is not configured, or cannot work.
 */
class InvalidSecurityConfigurationException extends RuntimeException {

	private final String action;

	InvalidSecurityConfigurationException(String message, String action) {
		super(message);
		this.action = action;
	}

	String action() {
		return this.action;
	}

	String description() {
		return String.valueOf(getMessage());
	}

}
