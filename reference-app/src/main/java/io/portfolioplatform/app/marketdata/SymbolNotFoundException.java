package io.portfolioplatform.app.marketdata;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * No instrument that is traded on a market has this symbol.
 */
final class SymbolNotFoundException extends ErrorResponseException {

	SymbolNotFoundException() {
		super(HttpStatus.NOT_FOUND);
		setTitle("No such symbol");
		setDetail("No instrument with this symbol is known. Import or enter an activity with it first.");
	}

}
