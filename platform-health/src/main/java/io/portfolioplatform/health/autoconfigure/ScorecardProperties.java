package io.portfolioplatform.health.autoconfigure;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.portfolioplatform.health.scorecard.Metric;
import io.portfolioplatform.health.scorecard.Objectives;
import io.portfolioplatform.health.scorecard.Threshold;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Objectives and alert levels of the readiness scorecard.
 *
 * @param enabled Whether objectives are judged and shown at /actuator/scorecard
 * @param window How long the past is that is judged, a minute or more in whole seconds
 * @param minRequests Fewest requests, or reads of a cache, to judge by
 * @param latency Levels of what 95 of 100 requests of an endpoint should not exceed
 * @param errors Levels of the share of requests answered with 5xx
 * @param poolUse Levels of the share of a pool's connections in use
 * @param poolWaiters Levels of the number of threads waiting for a connection
 * @param cacheHits Levels of the share of a cache's reads that find a value
 * @param shed Levels of the share of requests refused to protect the others
 * @param gcPause Levels of the share of time the garbage collector stops the application
 * @param leaseAge Levels of the time since a pool's lease of connections was renewed
 * @param podDemand Levels of the processes that the requests need, by those that live
 */
record ScorecardProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration window,
		@DefaultValue("20") int minRequests, @DefaultValue Latency latency, @DefaultValue Errors errors,
		@DefaultValue PoolUse poolUse, @DefaultValue PoolWaiters poolWaiters, @DefaultValue CacheHits cacheHits,
		@DefaultValue Shed shed, @DefaultValue GcPause gcPause, @DefaultValue LeaseAge leaseAge,
		@DefaultValue PodDemand podDemand) {

	private static final String PREFIX = "platform.health.scorecard.";

	ScorecardProperties {
		if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.toNanosPart() != 0) {
			throw new InvalidHealthConfigurationException(PREFIX + "window", window,
					"The rules for Prometheus take whole seconds, and a rate several scrapes.",
					"Set a minute or more, in whole seconds.");
		}
		Positive.require(PREFIX + "min-requests", minRequests);
	}

	Objectives objectives() {
		return new Objectives(this.window, this.minRequests, this.latency.objective(), this.latency.alert(),
				this.podDemand.requestsPerPod(), thresholds());
	}

	private Map<Metric, Threshold> thresholds() {
		Map<Metric, Threshold> levels = new EnumMap<>(Metric.class);
		levels.put(Metric.SLOW_REQUESTS, new Threshold(Objectives.SLOW_SHARE, Objectives.SLOW_SHARE));
		levels.put(Metric.ERRORS, new Threshold(this.errors.objective(), this.errors.alert()));
		levels.put(Metric.POOL_USE, new Threshold(this.poolUse.objective(), this.poolUse.alert()));
		levels.put(Metric.POOL_WAITERS, new Threshold(this.poolWaiters.objective(), this.poolWaiters.alert()));
		levels.put(Metric.CACHE_HITS, new Threshold(this.cacheHits.objective(), this.cacheHits.alert()));
		levels.put(Metric.SHED_REQUESTS, new Threshold(this.shed.objective(), this.shed.alert()));
		levels.put(Metric.GC_PAUSE, new Threshold(this.gcPause.objective(), this.gcPause.alert()));
		levels.put(Metric.LEASE_AGE, new Threshold(seconds(this.leaseAge.objective()), seconds(this.leaseAge.alert())));
		levels.put(Metric.POD_DEMAND, new Threshold(this.podDemand.objective(), this.podDemand.alert()));
		return levels;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
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

	private static void requireNumber(String name, double value) {
		if (!(value >= 0 && value <= Integer.MAX_VALUE)) {
			throw new InvalidHealthConfigurationException(PREFIX + name, value, "It is no number of threads.",
					"Set zero or more.");
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
			requireNumber("pool-waiters.objective", objective);
			requireNumber("pool-waiters.alert", alert);
			requireOrder("pool-waiters", objective, alert, objective <= alert);
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

	/**
	 * Levels of the lease of connections.
	 *
	 * @param objective Time since the last renewal that passes
	 * @param alert Time since the last renewal that Prometheus alerts at
	 */
	record LeaseAge(@DefaultValue("15s") Duration objective, @DefaultValue("30s") Duration alert) {

		LeaseAge {
			Positive.require(PREFIX + "lease-age.objective", objective);
			requireOrder("lease-age", objective, alert, objective.compareTo(alert) <= 0);
		}

	}

	/**
	 * Levels of the demand for processes.
	 *
	 * @param objective Share of the living processes that passes
	 * @param alert Share of the living processes that Prometheus alerts at
	 * @param requestsPerPod Requests in progress at a time that one process carries well
	 */
	record PodDemand(@DefaultValue("0.8") double objective, @DefaultValue("1.0") double alert,
			@DefaultValue("50") int requestsPerPod) {

		PodDemand {
			requireShares("pod-demand", objective, alert);
			Positive.require(PREFIX + "pod-demand.requests-per-pod", requestsPerPod);
		}

	}

}
