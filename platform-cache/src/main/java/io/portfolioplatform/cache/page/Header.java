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

}
