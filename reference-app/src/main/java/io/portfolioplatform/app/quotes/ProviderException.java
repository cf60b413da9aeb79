package io.portfolioplatform.app.quotes;

/**
 * A provider of market data did not answer what it was asked.
 */
class ProviderException extends RuntimeException {

	private final Kind kind;

	ProviderException(Kind kind, String message) {
		super(message);
		this.kind = kind;
	}

	Kind kind() {
		return this.kind;
	}

	boolean isTransient() {
		return this.kind == Kind.FAILED;
	}

	/**
	 * What went wrong.
	 */
	enum Kind {

		/**
		 * It could not be reached, or something else answered; it may do better next
		 * time.
		 */
		FAILED,

		/** It was asked too often within a second. */
		BURST,

		/** The calls of the minute or the day are used up. */
		QUOTA,

		/** It does not know the symbol. */
		UNKNOWN_SYMBOL,

		/**
		 * What it says about the symbol cannot be read, and another call would say the
		 * same.
		 */
		UNREADABLE,

		/** It wants another key or another contract. */
		REFUSED

	}

}
