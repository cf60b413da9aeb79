package io.portfolioplatform.health.scorecard;

import java.time.Duration;

/**
 * Writes the alert levels as a file of Prometheus rules, from the same objectives that
 * the scorecard judges, so that the two cannot disagree. Metrics need the tag
 * {@code application}.
 */
public final class PrometheusRules {

	private final Objectives objectives;

	private final String management;

	private final StringBuilder yaml = new StringBuilder();

	private PrometheusRules(Objectives objectives, String management) {
		this.objectives = objectives;
		this.management = management;
	}

	/**
	 * Write the rules.
	 * @param objectives what the scorecard judges
	 * @param management regular expression of the paths whose requests do not count
	 * @return the contents of a file of rules, YAML
	 */
	public static String yaml(Objectives objectives, String management) {
		return new PrometheusRules(objectives, management).write();
	}

	private String write() {
		this.yaml.append("groups:\n  - name: platform-health\n    rules:\n");
		rule("SlowRequests", Metric.SLOW_REQUESTS, "5m", "1 - (" + rate(fast()) + " / " + rate(served()) + ")");
		rule("RequestErrors", Metric.ERRORS, "2m",
				"(" + orZero(rate(served().replace("{", "{outcome=\"SERVER_ERROR\","))) + " - " + shed("pool") + ") / "
						+ rate(served()));
		rule("PoolNearlyUsedUp", Metric.POOL_USE, "2m", "hikaricp_connections_active / hikaricp_connections_max");
		rule("PoolWaiters", Metric.POOL_WAITERS, "2m", "hikaricp_connections_pending");
		rule("CacheMisses", Metric.CACHE_HITS, "10m", rate("cache_gets_total{result=\"hit\"}", "application, cache")
				+ " / " + rate("cache_gets_total{result=~\"hit|miss\"}", "application, cache"));
		rule("RequestsShed", Metric.SHED_REQUESTS, "2m",
				rate("platform_health_shed_total") + " / (" + rate(served()) + " + " + shed("limit") + ")");
		rule("LongGcPauses", Metric.GC_PAUSE, "5m", rate("jvm_gc_pause_seconds_sum", "application, instance"));
		rule("LeaseNotRenewed", Metric.LEASE_AGE, "1m", "platform_dbpool_lease_age_seconds");
		rule("TooFewPods", Metric.POD_DEMAND, "5m", rate(served().replace("_count{", "_sum{"), "application, instance")
				+ " / " + this.objectives.requestsPerPod());
		return this.yaml.toString();
	}

	private void rule(String name, Metric metric, String lasting, String expression) {
		Threshold threshold = this.objectives.threshold(metric);
		this.yaml.append("      - alert: ")
			.append(name)
			.append("\n        expr: >-\n          ")
			.append(expression)
			.append(threshold.higherIsBetter() ? " < " : " > ")
			.append(threshold.alert())
			.append("\n        for: ")
			.append(lasting)
			.append("\n        labels:\n          severity: page\n        annotations:\n          summary: \"")
			.append(metric.label())
			.append(" of {{ $labels.application }}: {{ $value }}\"\n          description: \"")
			.append(metric.advice())
			.append("\"\n");
	}

	private String served() {
		return "http_server_requests_seconds_count{uri!~\"" + this.management + "\"}";
	}

	/**
	 * What was refused for one reason, zero where nothing was yet. What the pool refused
	 * was measured as a served request with an error too, the rest was not.
	 */
	private String shed(String reason) {
		return orZero(rate("platform_health_shed_total{reason=\"" + reason + "\"}"));
	}

	private String orZero(String expression) {
		return "(" + expression + " or 0 * " + rate(served()) + ")";
	}

	private String fast() {
		return served().replace("_count{", "_bucket{le=\"" + bucket(this.objectives.latencyAlert()) + "\",");
	}

	/**
	 * The label is the number of seconds as Java writes a double.
	 */
	private static String bucket(Duration duration) {
		return Double.toString(duration.toNanos() / 1e9);
	}

	private static String rate(String series) {
		return rate(series, "application");
	}

	private static String rate(String series, String by) {
		return "sum by (" + by + ") (rate(" + series + "[5m]))";
	}

}
