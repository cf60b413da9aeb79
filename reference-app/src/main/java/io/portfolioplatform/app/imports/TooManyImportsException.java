package io.portfolioplatform.app.imports;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Somebody waits for so many files already that another one has to wait outside. The
 * response is 429 with {@code Retry-After}.
 */
public class TooManyImportsException extends ErrorResponseException {

	private static final String RETRY_AFTER_SECONDS = "30";

	TooManyImportsException(int most) {
		super(HttpStatus.TOO_MANY_REQUESTS);
		setTitle("Too many imports");
		setDetail(most + " of your files wait to be imported. Send this one again when one of them is done.");
		getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
	}

}
