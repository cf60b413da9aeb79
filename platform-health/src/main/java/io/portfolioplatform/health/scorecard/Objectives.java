package io.portfolioplatform.health.scorecard;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What is aimed at.
 *
 * @param window how long the past is that is judged
 * @param minRequests fewest requests, or reads of a cache, to judge by
 * @param latency what 95 of 100 requests should not exceed
 * @param latencyAlert what 95 of 100 requests exceed when Prometheus alerts
 * @param requestsPerPod requests in progress at a time that one process carries well
 * @param thresholds levels of the metrics
 */
public record Objectives(Duration window, int minRequests, Duration latency, Duration latencyAlert, int requestsPerPod,
		Map<Metric, Threshold> thresholds) {

	/** Share of requests that may miss the latency objective: p95 looks at the rest. */
	public static final double SLOW_SHARE = 0.05;

	/**
	 * Return the levels of a metric.
	 * @param metric the metric
	 * @return its levels
	 */
	public Threshold threshold(Metric metric) {
		return Objects.requireNonNull(this.thresholds.get(metric), metric::label);
	}

}
