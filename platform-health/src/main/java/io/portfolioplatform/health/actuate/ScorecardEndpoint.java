package io.portfolioplatform.health.actuate;

import io.portfolioplatform.health.scorecard.Scorecard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeTypeUtils;

/**
 * Shows the scorecard: JSON, or with {@code format=text} lines for people.
 */
@WebEndpoint(id = "scorecard")
public final class ScorecardEndpoint {

	private final Scorecard scorecard;

	/**
	 * Create the endpoint.
	 * @param scorecard what is shown
	 */
	public ScorecardEndpoint(Scorecard scorecard) {
		this.scorecard = scorecard;
	}

	@ReadOperation
	WebEndpointResponse<Object> scorecard(@Nullable String format) {
		if (format == null || format.equals("json")) {
			return new WebEndpointResponse<>(this.scorecard.report(), MimeTypeUtils.APPLICATION_JSON);
		}
		if (format.equals("text")) {
			return new WebEndpointResponse<>(this.scorecard.report().text(), MimeTypeUtils.TEXT_PLAIN);
		}
		throw new InvalidEndpointRequestException("format is '" + format + "'", "format must be json or text");
	}

}
