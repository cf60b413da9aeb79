package io.portfolioplatform.app.activity;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A request for an activity cannot be carried out as things stand.
 */
final class ActivityProblemException extends ErrorResponseException {

	private ActivityProblemException(HttpStatus status, String title, String detail) {
		super(status);
		setTitle(title);
		setDetail(detail);
	}

	static ActivityProblemException notFound(long id) {
		return new ActivityProblemException(HttpStatus.NOT_FOUND, "No such activity",
				"This portfolio has no activity with the id " + id + ".");
	}

	static ActivityProblemException keyReused() {
		return new ActivityProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key reused",
				"This Idempotency-Key belongs to another request. Use a new one for each activity.");
	}

	static ActivityProblemException deletedSince() {
		return new ActivityProblemException(HttpStatus.GONE, "Deleted since",
				"The activity this request created before was deleted since.");
	}

}
