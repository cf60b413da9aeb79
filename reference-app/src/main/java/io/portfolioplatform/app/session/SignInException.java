package io.portfolioplatform.app.session;

import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A sign-in, refresh or write was not let through; the problem tells the person why.
 */
class SignInException extends ErrorResponseException {

	/** A page that was told to sign in would sign out the one that did last. */
	private static final URI REPLACED = URI.create("urn:portfolio-platform:session-replaced");

	private static final String RETRY_AFTER_SECONDS = "5";

	private SignInException(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	static SignInException refused(String detail) {
		return new SignInException(HttpStatus.UNAUTHORIZED, detail);
	}

	static SignInException ended() {
		return refused("Your sign-in has ended. Sign in again.");
	}

	static SignInException replaced() {
		SignInException exception = new SignInException(HttpStatus.CONFLICT,
				"Somebody signed in with this browser since the page was loaded. Load it again.");
		exception.setType(REPLACED);
		return exception;
	}

	static SignInException unproved() {
		return new SignInException(HttpStatus.FORBIDDEN,
				"The request does not prove that it comes from the dashboard. Load the page again.");
	}

	static SignInException incomplete() {
		return new SignInException(HttpStatus.BAD_REQUEST, "Both email and password are needed.");
	}

	static SignInException tooMany(String retryAfter) {
		return retrying(HttpStatus.TOO_MANY_REQUESTS, "There were too many attempts. Try again later.", retryAfter);
	}

	static SignInException unavailable() {
		return retrying(HttpStatus.SERVICE_UNAVAILABLE, "The sign-in service does not answer at the moment.",
				RETRY_AFTER_SECONDS);
	}

	private static SignInException retrying(HttpStatus status, String detail, String retryAfter) {
		SignInException exception = new SignInException(status, detail);
		exception.getHeaders().set(HttpHeaders.RETRY_AFTER, retryAfter);
		return exception;
	}

}
