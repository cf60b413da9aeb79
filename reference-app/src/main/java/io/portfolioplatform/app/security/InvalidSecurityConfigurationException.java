package io.portfolioplatform.app.security;

/**
 * What decides who may use the application is not configured, or cannot work.
 */
public class InvalidSecurityConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Creates one.
	 * @param message what is wrong, naming the variable
	 * @param action what to do about it
	 */
	public InvalidSecurityConfigurationException(String message, String action) {
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
