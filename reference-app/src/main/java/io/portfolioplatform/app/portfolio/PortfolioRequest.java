package io.portfolioplatform.app.portfolio;

import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.app.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * Portfolio as a client sends it.
 *
 * @param name the name, 1 to 100 characters, which no other portfolio of the user has
 */
record PortfolioRequest(@Nullable String name) {

	/**
	 * Reads the name.
	 * @return the name without blanks around it
	 * @throws BadFieldException if it is missing, too long or has control characters
	 */
	String checkedName() {
		return checked(this.name);
	}

	static String checked(@Nullable String name) {
		String text = (name != null) ? name.strip() : "";
		if (text.isEmpty() || text.length() > Portfolios.LONGEST_NAME) {
			throw new BadFieldException("name", name, "must have 1 to " + Portfolios.LONGEST_NAME + " characters");
		}
		return FieldChecks.printable("name", text);
	}

}
