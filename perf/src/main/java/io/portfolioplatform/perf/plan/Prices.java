package io.portfolioplatform.perf.plan;

/**
 * Monthly prices.
 *
 * @param fixed what does not depend on the load: load balancer, cluster, monitoring, CDN,
 * database
 * @param pod one pod
 * @param redis the Redis server
 */
public record Prices(double fixed, double pod, double redis) {

	double month(int pods) {
		return this.fixed + this.redis + pods * this.pod;
	}

}
