package io.portfolioplatform.health.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.portfolioplatform.health.traffic.EventStreams;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * The same as {@link EventStreamTimes} for WebFlux.
 */
public final class ReactiveEventStreamTimes implements ObservationFilter {

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext request && isStream(request)) {
			context.setName(EventStreamTimes.NAME);
		}
		return context;
	}

	private static boolean isStream(ServerRequestObservationContext request) {
		ServerHttpResponse response = request.getResponse();
		return response != null && EventStreams.matches(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
	}

}
