package io.portfolioplatform.health.metrics;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.portfolioplatform.health.shed.PoolRefusals;

/**
 * Gives requests that the connection pool refused an outcome of their own: they are shed,
 * and no error. Taken from the errors afterwards, they would be missing among others:
 * Prometheus does not see the first errors of an endpoint, whose series is born with
 * them, and sees each that was shed, which is counted from zero. One whose answer had
 * begun when the pool refused it was not shed, and keeps the outcome of what was sent.
 */
public final class RefusedRequests implements ObservationFilter {

	/** The outcome, beside those that Spring has. */
	public static final String OUTCOME = "SHED";

	@Override
	public Observation.Context map(Observation.Context context) {
		if ("http.server.requests".equals(context.getName()) && isError(context)
				&& PoolRefusals.isRefusal(context.getError())) {
			context.addLowCardinalityKeyValue(KeyValue.of("outcome", OUTCOME));
		}
		return context;
	}

	private static boolean isError(Observation.Context context) {
		KeyValue outcome = context.getLowCardinalityKeyValue("outcome");
		return outcome != null && "SERVER_ERROR".equals(outcome.getValue());
	}

}
