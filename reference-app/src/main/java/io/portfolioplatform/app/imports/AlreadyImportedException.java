package io.portfolioplatform.app.imports;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The same bytes are in the portfolio already, with every activity; taking them again
 * would count each twice. The response is 409 with the member {@code file}.
 */
public class AlreadyImportedException extends ErrorResponseException {

	AlreadyImportedException(String file) {
		super(HttpStatus.CONFLICT);
		setTitle("Already imported");
		setDetail("The content of " + file
				+ " was imported into this portfolio before, and everything in it is still there. Nothing was stored again.");
		getBody().setProperty("file", file);
	}

}
