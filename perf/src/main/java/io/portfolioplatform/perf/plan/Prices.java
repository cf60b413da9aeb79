package io.portfolioplatform.perf.plan;

/**
 * Monthly prices.
 *
 * @param fixed what does not depend on the load: load balancer, cluster, monitoring, CDN
 * @param pod one pod
 * @param database one database, of as many cores as there are
 * @param redis one Redis server
 */
public record Prices(double fixed, double pod, double database, double redis) {

	double month(int pods, int databases, int redisServers) {
		return this.fixed + pods * this.pod + databases * this.database + redisServers * this.redis;
	}

}
