package io.portfolioplatform.app.imports;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The same bytes were imported into the portfolio already, and something of them may
 * still be there; taking them again would count it twice. The response is 409 with the
 * member {@code file}.
 */
public class AlreadyImportedException extends ErrorResponseException {

	AlreadyImportedException(String file) {
		super(HttpStatus.CONFLICT);
		setTitle("Already imported");
		setDetail("The content of " + file + " was imported into this portfolio before. Nothing was stored again. "
				+ "To bring back what was deleted since, import a file with only that.");
		getBody().setProperty("file", file);
	}

}
