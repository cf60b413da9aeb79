package io.portfolioplatform.app.imports;

/**
 * What happens to activities of a file that the portfolio holds already.
 */
public enum Duplicates {

	/** They are left out. */
	SKIP,

	/** They are stored once more. */
	KEEP

}
