package io.portfolioplatform.app.portfolio;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The user has no such portfolio. Another user's portfolio is answered the same way, so
 * that nobody learns that it exists.
 */
public class PortfolioNotFoundException extends ErrorResponseException {

	PortfolioNotFoundException(UUID id) {
		super(HttpStatus.NOT_FOUND);
		setTitle("No such portfolio");
		setDetail("You have no portfolio with the id " + id + ".");
	}

}
