package io.portfolioplatform.health.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.portfolioplatform.health.traffic.EventStreams;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Times streams of events under a name of their own, {@value #NAME}. How long one lasts
 * is up to its client: among the times of requests it would be the slowest of all, and
 * the work of many.
 */
public final class EventStreamTimes implements ObservationFilter {

	/** Name of the timer, with the tags of {@code http.server.requests}. */
	public static final String NAME = "http.server.streams";

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext request && isStream(request)) {
			context.setName(NAME);
		}
		return context;
	}

	private static boolean isStream(ServerRequestObservationContext request) {
		HttpServletResponse response = request.getResponse();
		return response != null && EventStreams.matches(response.getContentType());
	}

}
