package io.portfolioplatform.app.portfolio;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * What is there already stands in the way of a change.
 */
final class PortfolioConflictException extends ErrorResponseException {

	private PortfolioConflictException(String title, String detail) {
		super(HttpStatus.CONFLICT);
		setTitle(title);
		setDetail(detail);
	}

	static PortfolioConflictException nameTaken(String name) {
		return new PortfolioConflictException("Name taken", "There is one with the name '" + name + "' already.");
	}

	static PortfolioConflictException inUse(long activities) {
		String them = (activities == 1) ? "1 activity. Delete it, or book it"
				: activities + " activities. Delete them, or book them";
		return new PortfolioConflictException("Account in use",
				"The account has " + them + " to another account, before you delete the account.");
	}

}
