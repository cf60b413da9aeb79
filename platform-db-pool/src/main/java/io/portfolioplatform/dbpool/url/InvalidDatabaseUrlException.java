package io.portfolioplatform.dbpool.url;

/**
 * Thrown at startup for a database URL that cannot be read. Its message never contains a
 * password.
 */
public class InvalidDatabaseUrlException extends RuntimeException {

	private final String cure;

	/**
	 * Create the exception.
	 * @param message what is wrong, with secrets redacted
	 * @param cure what to do about it
	 */
	public InvalidDatabaseUrlException(String message, String cure) {
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
