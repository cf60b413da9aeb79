package io.portfolioplatform.cache.page;

/**
 * One header line of a page.
 *
 * @param name its name as the controller wrote it
 * @param value its value
 */
record Header(String name, String value) {

	boolean isNamed(String other) {
		return this.name.equalsIgnoreCase(other);
	}

	/**
	 * Whether it is one line when it is sent.
	 */
	boolean isLine() {
		return !this.name.isEmpty() && isLine(this.name) && isLine(this.value);
	}

	/**
	 * Whether a text has nothing that ends a line.
	 */
	static boolean isLine(String text) {
		return text.chars().noneMatch((character) -> character == '\r' || character == '\n' || character == 0);
	}

}
