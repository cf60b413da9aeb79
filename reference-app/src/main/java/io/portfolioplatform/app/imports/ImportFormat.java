package io.portfolioplatform.app.imports;

/**
 * Format of a file, recognised by content: names lie.
 */
interface ImportFormat {

	/**
	 * Tells whether a text is meant to be of this format, right or wrong in detail.
	 * @param text the text
	 * @return whether this format should read it
	 */
	boolean recognizes(String text);

	/**
	 * Reads a text.
	 * @param file name to report problems by
	 * @param text the text
	 * @return what it holds
	 * @throws ImportRefusedException if anything in it cannot be understood
	 */
	ParsedImport parse(String file, String text);

}
