package io.portfolioplatform.dbpool.budget;

/**
 * Thrown at startup for a connection budget that cannot work.
 */
public class InvalidBudgetException extends RuntimeException {

	private final String cure;

	/**
	 * Create the exception.
	 * @param message what is wrong, with the numbers
	 * @param cure what to do about it
	 */
	public InvalidBudgetException(String message, String cure) {
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
