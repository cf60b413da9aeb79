package io.portfolioplatform.app.portfolio;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The portfolio has no such account.
 */
final class AccountNotFoundException extends ErrorResponseException {

	AccountNotFoundException(UUID id) {
		super(HttpStatus.NOT_FOUND);
		setTitle("No such account");
		setDetail("This portfolio has no account with the id " + id + ".");
	}

}
