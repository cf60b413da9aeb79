package io.portfolioplatform.app.problem;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers every exception with a problem: what the caller can mend names the field, what
 * passes says when to try again, and what nobody foresaw tells an id and nothing else.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemHandler extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	/** Class of SQL states. */
	private static final String DATA_EXCEPTION = "22";

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unauthorized(AuthenticationException exception) {
		return answer(HttpStatus.UNAUTHORIZED, "The request carries no valid token. Sign in and send the token as "
				+ "\"Authorization: Bearer <token>\".");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> keysUnavailable(AuthenticationServiceException exception) {
		log.warn("Tokens cannot be verified: {}", exception.getMessage());
		return unavailable("Tokens cannot be verified at the moment.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> forbidden(AccessDeniedException exception) {
		return answer(HttpStatus.FORBIDDEN, "Your account may not do this.");
	}

	@ExceptionHandler({ CannotCreateTransactionException.class, CannotGetJdbcConnectionException.class,
			TransientDataAccessException.class })
	ResponseEntity<ProblemDetail> databaseUnavailable(Exception exception) {
		log.warn("The database did not answer: {}", rootMessage(exception));
		return unavailable("The database does not answer at the moment. Nothing was changed.");
	}

	/**
	 * The connection was lost on the way, perhaps while the transaction was committed.
	 */
	@ExceptionHandler({ DataAccessResourceFailureException.class, RecoverableDataAccessException.class,
			TransactionSystemException.class })
	ResponseEntity<ProblemDetail> databaseLost(Exception exception) {
		log.warn("The connection to the database was lost: {}", rootMessage(exception));
		return unavailable(
				"The connection to the database was lost. If you sent a change, nobody knows whether it was made:"
						+ " send it again with the same Idempotency-Key and it is made once.");
	}

	/**
	 * The database cannot take a value: a text with a NUL, a day beyond its calendar, a
	 * number of too many digits. Fields should be refused before; this is for what is
	 * not.
	 */
	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> unstorable(DataIntegrityViolationException exception, HttpServletRequest request) {
		if (exception.getMostSpecificCause() instanceof SQLException failure && failure.getSQLState() != null
				&& failure.getSQLState().startsWith(DATA_EXCEPTION)) {
			log.warn("{} {} has a value that the database does not take: {}", request.getMethod(),
					request.getRequestURI(), failure.getMessage());
			return answer(HttpStatus.BAD_REQUEST,
					"The request has a text, a day or a number that cannot be stored. Nothing was changed.");
		}
		return unexpected(exception, request);
	}

	/**
	 * A query or a form that is not encoded as one.
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(InvalidParameterException exception) {
		return answer(HttpStatus.valueOf(exception.getErrorCode()), "The parameters of the request cannot be read.");
	}

	/**
	 * One that is too large has an answer of its own.
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> brokenUpload(MultipartException exception) {
		return answer(HttpStatus.BAD_REQUEST,
				"The upload cannot be read: it broke off, or is not what multipart/form-data is.");
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> unexpected(Exception exception, HttpServletRequest request) {
		return unexpected(exception, request.getMethod(), request.getRequestURI());
	}

	@Nullable ResponseEntity<ProblemDetail> unexpected(Exception exception, String method, String path) {
		if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
			return null;
		}
		String id = UUID.randomUUID().toString();
		log.error("Unexpected error {} in {} {}", id, method, path, exception);
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
				"Something went wrong that is not your fault. Tell us the id if it happens again.");
		problem.setInstance(Instance.of(path));
		problem.setProperty("id", id);
		return ResponseEntity.of(problem).build();
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException exception,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		// A body that is refused while it is read says why itself.
		return (exception.getMostSpecificCause() instanceof ErrorResponseException refusal)
				? handleErrorResponseException(refusal, refusal.getHeaders(), refusal.getStatusCode(), request)
				: super.handleHttpMessageNotReadable(exception, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException exception, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		Class<?> type = exception.getRequiredType();
		String expected = (type != null) ? "must be a " + type.getSimpleName() : "has the wrong type";
		return badField(exception, exception.getPropertyName(), exception.getValue(), expected, headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
			MissingServletRequestParameterException exception, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		return badField(exception, exception.getParameterName(), null, "is missing", headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
			MissingServletRequestPartException exception, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		return badField(exception, exception.getRequestPartName(), null, "is missing", headers, request);
	}

	private @Nullable ResponseEntity<Object> badField(Exception exception, @Nullable String field,
			@Nullable Object value, String message, HttpHeaders headers, WebRequest request) {
		String name = (field != null) ? field : "request";
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, name + " " + message + ".");
		problem.setProperty("errors",
				List.of(new FieldProblem(name, (value != null) ? value.toString() : null, message)));
		return handleExceptionInternal(exception, problem, headers, HttpStatus.BAD_REQUEST, request);
	}

	/**
	 * Filters refuse requests whose path nobody has looked at.
	 */
	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		if (body instanceof ProblemDetail problem && request instanceof ServletWebRequest refused) {
			problem.setInstance(Instance.of(refused.getRequest().getRequestURI()));
		}
		return super.createResponseEntity(body, headers, status, request);
	}

	private static ResponseEntity<ProblemDetail> unavailable(String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				detail + " Try again in " + RETRY_AFTER_SECONDS + " seconds.");
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body(problem);
	}

	private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String detail) {
		return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail)).build();
	}

	private static @Nullable String rootMessage(Exception exception) {
		return (exception instanceof DataAccessException failure) ? failure.getMostSpecificCause().getMessage()
				: exception.getMessage();
	}

}
