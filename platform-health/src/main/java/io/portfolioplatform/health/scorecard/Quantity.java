package io.portfolioplatform.health.scorecard;

/**
 * What a number counts or measures.
 *
 * @param metric the metric it belongs to
 * @param subject such as an endpoint or a cache; empty for the process
 * @param part which number of the metric
 */
public record Quantity(Metric metric, String subject, Part part) {

	/**
	 * Numbers of a metric.
	 */
	public enum Part {

		/** What counts for the metric's share. */
		SOME,

		/** What of it is beyond the alert level. */
		FAR,

		/** All of which that is a share. */
		ALL,

		/** Processes that share it. */
		SHARED_BY

	}

}
