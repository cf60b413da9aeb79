package io.portfolioplatform.app.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A field or parameter of a request has a value it cannot have. The response is 400 with
 * the member {@code errors}, each with {@code field}, {@code value} and {@code message}.
 */
public final class BadFieldException extends ErrorResponseException {

	/**
	 * Creates an exception.
	 * @param field name of the field
	 * @param value its value, or {@code null} if it is missing
	 * @param message what is wrong, to follow the name of the field
	 */
	public BadFieldException(String field, @Nullable String value, String message) {
		super(HttpStatus.BAD_REQUEST);
		setDetail(field + " " + message + ".");
		getBody().setProperty("errors", List.of(new FieldProblem(field, value, message)));
	}

}
