package io.portfolioplatform.dbpool;

/**
 * Thrown at startup for settings that cannot work, such as a URL that cannot be read or a
 * budget that leaves too little. Its message never contains a password.
 */
public class InvalidDbPoolException extends RuntimeException {

	private final String cure;

	/**
	 * Create the exception.
	 * @param message what is wrong, without a full stop and with secrets redacted
	 * @param cure what to do about it
	 */
	public InvalidDbPoolException(String message, String cure) {
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
