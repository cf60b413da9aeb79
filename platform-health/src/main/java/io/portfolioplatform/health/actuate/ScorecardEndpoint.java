package io.portfolioplatform.health.actuate;

import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.PrometheusRules;
import io.portfolioplatform.health.scorecard.ReportPage;
import io.portfolioplatform.health.scorecard.Scorecard;
import io.portfolioplatform.health.traffic.ManagementPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeTypeUtils;

/**
 * Shows the scorecard: JSON, with {@code format=text} lines and with {@code format=html}
 * a page for people, and with {@code format=rules} the Prometheus rules of its alert
 * levels.
 */
@WebEndpoint(id = "scorecard")
public final class ScorecardEndpoint {

	private final Scorecard scorecard;

	private final Objectives objectives;

	private final ManagementPaths management;

	/**
	 * Create the endpoint.
	 * @param scorecard what is shown
	 * @param objectives what it judges
	 * @param management paths whose requests do not count
	 */
	public ScorecardEndpoint(Scorecard scorecard, Objectives objectives, ManagementPaths management) {
		this.scorecard = scorecard;
		this.objectives = objectives;
		this.management = management;
	}

	@ReadOperation
	WebEndpointResponse<Object> scorecard(@Nullable String format) {
		if (format == null || format.equals("json")) {
			return new WebEndpointResponse<>(this.scorecard.report(), MimeTypeUtils.APPLICATION_JSON);
		}
		if (format.equals("text")) {
			return new WebEndpointResponse<>(this.scorecard.report().text(), MimeTypeUtils.TEXT_PLAIN);
		}
		if (format.equals("html")) {
			return new WebEndpointResponse<>(ReportPage.html(this.scorecard.report()), MimeTypeUtils.TEXT_HTML);
		}
		if (format.equals("rules")) {
			return new WebEndpointResponse<>(PrometheusRules.yaml(this.objectives, this.management.pattern()),
					MimeTypeUtils.TEXT_PLAIN);
		}
		throw new InvalidEndpointRequestException("format is '" + format + "'",
				"format must be json, text, html or rules");
	}

}
