package io.portfolioplatform.ratelimit.policy;

/**
 * Thrown at startup for a limit that cannot work as it is configured.
 */
public class InvalidRateLimitException extends RuntimeException {

	private final String cure;

	/**
	 * Create the exception.
	 * @param message what is wrong, and where
	 * @param cure what to do about it
	 */
	public InvalidRateLimitException(String message, String cure) {
		super(message);
		this.cure = cure;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence for the person who configures
	 */
	public String getCure() {
		return this.cure;
	}

}
