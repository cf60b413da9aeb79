package io.portfolioplatform.app.imports;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The user has no such import, or it ended more than a week ago.
 */
class ImportNotFoundException extends ErrorResponseException {

	ImportNotFoundException(UUID id) {
		super(HttpStatus.NOT_FOUND);
		setTitle("No such import");
		setDetail("You have no import with the id " + id + "; what ended is forgotten after a week.");
	}

}
