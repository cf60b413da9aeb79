package io.portfolioplatform.health.scorecard;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Writes the alert levels as a file of Prometheus rules, from the same objectives that
 * the scorecard judges. Metrics need the tag {@code application}.
 */
public final class PrometheusRules {

	private static final String APPLICATION = "application";

	private static final String INSTANCE = "application, instance";

	private static final String POOL = "application, instance, pool";

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
		String endpoint = "application, method, uri";
		String cache = "application, cache";
		this.yaml.append("groups:\n  - name: platform-health\n    rules:\n");
		rule("SlowEndpoint", Metric.SLOW_REQUESTS, "5m", endpoint,
				"1 - (" + rate(fast(), endpoint) + " / " + rate(served(), endpoint) + ")",
				enough(rate(served(), endpoint)));
		rule("RequestErrors", Metric.ERRORS, "2m", APPLICATION,
				orZero(rate(served().replace("{", "{outcome=\"SERVER_ERROR\","))) + " / " + rate(served()),
				enough(rate(served())));
		rule("PoolNearlyUsedUp", Metric.POOL_USE, "2m", POOL, "hikaricp_connections_active / hikaricp_connections_max",
				"");
		rule("PoolWaiters", Metric.POOL_WAITERS, "2m", POOL, "hikaricp_connections_pending", "");
		rule("CacheMisses", Metric.CACHE_HITS, "10m", cache,
				"(" + rate("cache_gets_total{result=\"hit\"}", cache) + " + (" + rate(foundInRedis(), cache)
						+ " or 0 * " + rate(reads(), cache) + ")) / " + rate(reads(), cache),
				enough(rate(reads(), cache)));
		String asked = "(" + rate(served()) + " + " + refusedByLimits() + ")";
		rule("RequestsShed", Metric.SHED_REQUESTS, "2m", APPLICATION,
				rate("platform_health_shed_total") + " / " + asked, enough(asked));
		rule("LongGcPauses", Metric.GC_PAUSE, "5m", INSTANCE, rate("jvm_gc_pause_seconds_sum", INSTANCE), "");
		rule("LeaseNotRenewed", Metric.LEASE_AGE, "1m", INSTANCE, "platform_dbpool_lease_age_seconds", "");
		rule("TooFewPods", Metric.POD_DEMAND, "5m", INSTANCE,
				rate(served().replace("_count{", "_sum{"), INSTANCE) + " / " + this.objectives.requestsPerPod(), "");
		return this.yaml.toString();
	}

	/**
	 * Write a rule.
	 * @param name the alert
	 * @param metric what it is about
	 * @param lasting how long it must hold
	 * @param labels what it is told for each of
	 * @param expression the value
	 * @param besides what must hold too; may be empty
	 */
	private void rule(String name, Metric metric, String lasting, String labels, String expression, String besides) {
		Threshold threshold = this.objectives.threshold(metric);
		this.yaml.append("      - alert: ")
			.append(name)
			.append("\n        expr: >-\n          ")
			.append(expression)
			.append(threshold.higherIsBetter() ? " < " : " > ")
			.append(number(threshold.alert()))
			.append(besides)
			.append("\n        for: ")
			.append(lasting)
			.append("\n        labels:\n          severity: page\n        annotations:\n          summary: \"")
			.append(metric.label())
			.append(" of")
			.append(labels.replaceAll("(\\w+),? ?", " {{ \\$labels.$1 }}"))
			.append(": {{ $value }}\"\n          description: \"")
			.append(metric.advice())
			.append("\"\n");
	}

	/**
	 * The scorecard does not judge by fewer in its window either.
	 */
	private String enough(String rate) {
		return " and " + this.objectives.window().toSeconds() + " * " + rate + " >= " + this.objectives.minRequests();
	}

	private static String number(double value) {
		return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
	}

	private static String reads() {
		return "cache_gets_total{result=~\"hit|miss\"}";
	}

	/**
	 * Among the reads of the near cache these are misses. Other caches have no such
	 * counter.
	 */
	private static String foundInRedis() {
		return "cache_level_gets_total{level=\"shared\",result=\"hit\"}";
	}

	private String served() {
		return "http_server_requests_seconds_count{uri!~\"" + this.management + "\"}";
	}

	/**
	 * What was refused before it was measured as a request, zero where nothing was yet.
	 */
	private String refusedByLimits() {
		return orZero(rate("platform_health_shed_total{reason=\"limit\"}"));
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

	private String rate(String series) {
		return rate(series, APPLICATION);
	}

	private String rate(String series, String by) {
		return "sum by (" + by + ") (rate(" + series + "[" + window() + "]))";
	}

	private String window() {
		long seconds = this.objectives.window().toSeconds();
		return (seconds % 60 == 0) ? seconds / 60 + "m" : seconds + "s";
	}

}
