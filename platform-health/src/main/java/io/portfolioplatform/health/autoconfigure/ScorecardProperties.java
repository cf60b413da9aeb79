package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.Threshold;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Objectives and alert levels of the readiness scorecard.
 *
 * @param enabled Whether objectives are judged and shown at /actuator/scorecard
 * @param window How long the past is that is judged
 * @param minRequests Fewest requests, or reads of a cache, to judge by
 * @param latency Levels of what 95 of 100 requests of an endpoint should not exceed
 * @param errors Levels of the share of requests answered with 5xx
 * @param poolUse Levels of the share of a pool's connections in use
 * @param poolWaiters Levels of the number of threads waiting for a connection
 * @param cacheHits Levels of the share of a cache's reads that find a value
 * @param shed Levels of the share of requests refused to protect the others
 * @param gcPause Levels of the share of time the garbage collector stops the application
 */
@ConfigurationProperties("platform.health.scorecard")
record ScorecardProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration window,
		@DefaultValue("20") int minRequests, @DefaultValue Latency latency, @DefaultValue Errors errors,
		@DefaultValue PoolUse poolUse, @DefaultValue PoolWaiters poolWaiters, @DefaultValue CacheHits cacheHits,
		@DefaultValue Shed shed, @DefaultValue GcPause gcPause) {

	private static final String PREFIX = "platform.health.scorecard.";

	ScorecardProperties {
		Positive.require(PREFIX + "window", window);
		Positive.require(PREFIX + "min-requests", minRequests);
	}

	Objectives objectives() {
		return new Objectives(this.window, this.minRequests, this.latency.objective(), this.latency.alert(),
				Map.of(Metric.SLOW_REQUESTS, new Threshold(Objectives.SLOW_SHARE, Objectives.SLOW_SHARE), Metric.ERRORS,
						new Threshold(this.errors.objective(), this.errors.alert()), Metric.POOL_USE,
						new Threshold(this.poolUse.objective(), this.poolUse.alert()), Metric.POOL_WAITERS,
						new Threshold(this.poolWaiters.objective(), this.poolWaiters.alert()), Metric.CACHE_HITS,
						new Threshold(this.cacheHits.objective(), this.cacheHits.alert()), Metric.SHED_REQUESTS,
						new Threshold(this.shed.objective(), this.shed.alert()), Metric.GC_PAUSE,
						new Threshold(this.gcPause.objective(), this.gcPause.alert())));
	}

	private static void requireShares(String name, double objective, double alert) {
		requireShare(name + ".objective", objective);
		requireShare(name + ".alert", alert);
		requireOrder(name, objective, alert, objective <= alert);
	}

	private static void requireShare(String name, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new InvalidHealthConfigurationException(PREFIX + name, value, "It is a share of the whole.",
					"Set a value from 0 to 1, such as 0.05 for 5 percent.");
		}
	}

	private static void requireOrder(String name, Object objective, Object alert, boolean inOrder) {
		if (!inOrder) {
			throw new InvalidHealthConfigurationException(PREFIX + name + ".alert", alert,
					"It is better than " + PREFIX + name + ".objective, which is " + objective + ".",
					"Alert at a level that is worse than the objective.");
		}
	}

	/**
	 * Levels of latency.
	 *
	 * @param objective Duration that 95 of 100 requests should not exceed
	 * @param alert Duration that 95 of 100 requests exceed when Prometheus alerts
	 */
	record Latency(@DefaultValue("500ms") Duration objective, @DefaultValue("2s") Duration alert) {

		Latency {
			Positive.require(PREFIX + "latency.objective", objective);
			requireOrder("latency", objective, alert, objective.compareTo(alert) <= 0);
		}

	}

	/**
	 * Levels of errors.
	 *
	 * @param objective Share that passes
	 * @param alert Share that Prometheus alerts at
	 */
	record Errors(@DefaultValue("0.01") double objective, @DefaultValue("0.05") double alert) {

		Errors {
			requireShares("errors", objective, alert);
		}

	}

	/**
	 * Levels of pool use.
	 *
	 * @param objective Share that passes
	 * @param alert Share that Prometheus alerts at
	 */
	record PoolUse(@DefaultValue("0.8") double objective, @DefaultValue("0.9") double alert) {

		PoolUse {
			requireShares("pool-use", objective, alert);
		}

	}

	/**
	 * Levels of pool waiters.
	 *
	 * @param objective Number that passes
	 * @param alert Number that Prometheus alerts at
	 */
	record PoolWaiters(@DefaultValue("1") double objective, @DefaultValue("10") double alert) {

		PoolWaiters {
			requireOrder("pool-waiters", objective, alert, objective <= alert && objective >= 0);
		}

	}

	/**
	 * Levels of cache hits.
	 *
	 * @param objective Share that passes
	 * @param alert Share that Prometheus alerts below
	 */
	record CacheHits(@DefaultValue("0.8") double objective, @DefaultValue("0.5") double alert) {

		CacheHits {
			requireShare("cache-hits.objective", objective);
			requireShare("cache-hits.alert", alert);
			requireOrder("cache-hits", objective, alert, alert < objective);
		}

	}

	/**
	 * Levels of refused requests.
	 *
	 * @param objective Share that passes
	 * @param alert Share that Prometheus alerts at
	 */
	record Shed(@DefaultValue("0.01") double objective, @DefaultValue("0.05") double alert) {

		Shed {
			requireShares("shed", objective, alert);
		}

	}

	/**
	 * Levels of garbage collection pauses.
	 *
	 * @param objective Share of time that passes
	 * @param alert Share of time that Prometheus alerts at
	 */
	record GcPause(@DefaultValue("0.02") double objective, @DefaultValue("0.1") double alert) {

		GcPause {
			requireShares("gc-pause", objective, alert);
		}

	}

}
