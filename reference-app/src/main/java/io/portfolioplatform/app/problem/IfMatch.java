package io.portfolioplatform.app.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The version that a change is based on, which its request names as {@code If-Match} (RFC
 * 9110, 13.1.1).
 */
public final class IfMatch {

	private static final Pattern ETAG = Pattern.compile("\"(\\d{1,9})\"");

	private IfMatch() {
	}

	/**
	 * Reads the header.
	 * @param value its value, or {@code null} if it is missing
	 * @return the version
	 * @throws ErrorResponseException with 428 if it is missing, with 400 if it is no
	 * version
	 */
	public static int version(@Nullable String value) {
		if (value == null) {
			throw problem(HttpStatus.PRECONDITION_REQUIRED, "Version needed",
					"Send the version of what you saw as If-Match, such as \"1\", so that nobody's change is lost.");
		}
		Matcher matcher = ETAG.matcher(value);
		if (!matcher.matches()) {
			throw new BadFieldException(HttpHeaders.IF_MATCH, value, "must be a version that was sent, such as \"1\"");
		}
		return Integer.parseInt(matcher.group(1));
	}

	/**
	 * Writes a version as ETag.
	 * @param version the version
	 * @return the ETag, in quotation marks
	 */
	public static String etag(int version) {
		return "\"" + version + "\"";
	}

	/**
	 * Tells that the version has been overtaken.
	 * @return an exception with 412
	 */
	public static ErrorResponseException changedMeanwhile() {
		return problem(HttpStatus.PRECONDITION_FAILED, "Changed meanwhile",
				"It was changed since you read it. Read it again and repeat your change.");
	}

	private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
		ErrorResponseException problem = new ErrorResponseException(status);
		problem.setTitle(title);
		problem.setDetail(detail);
		return problem;
	}

}
