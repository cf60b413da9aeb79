package io.portfolioplatform.perf.plan;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a number of users needs.
 *
 * @param users concurrent users
 * @param rate requests per second
 * @param pods pods, if there could be any number of them
 * @param busyConnections connections in use on average (Little's law, L = X R)
 * @param share connections of each pod
 * @param poolerClients connections that PgBouncer accepts, {@code max_client_conn}
 * @param poolerPool connections from PgBouncer to the database, {@code default_pool_size}
 * @param databaseUse fraction of one database's cores in use
 * @param databases databases, if each could take an even part
 * @param redisUse fraction of one Redis server's one thread in use
 * @param redisMegabytes memory of Redis
 * @param redisServers Redis servers, if each could take an even part
 * @param bottleneck the limit of which the greatest part is needed, that part, and what
 * to do about it
 * @param cost price of a month, of as many pods and servers
 */
public record Plan(int users, double rate, int pods, double busyConnections, int share, int poolerClients,
		int poolerPool, double databaseUse, int databases, double redisUse, int redisMegabytes, int redisServers,
		String bottleneck, double cost) {

	private static final double KILOBYTES_PER_MEGABYTE = 1024;

	/**
	 * Plan for a number of users.
	 * @param users concurrent users
	 * @param service what a request costs
	 * @param limits what there is
	 * @param prices what it costs
	 * @return the plan
	 */
	public static Plan of(int users, Service service, Limits limits, Prices prices) {
		double rate = service.rate(users);
		int needed = service.pods(rate, limits.podCores() * limits.utilisation());
		int pods = Math.max(limits.minimumPods(), needed);
		double podUse = service.cores(rate, pods) / pods / limits.podCores();
		double databaseUse = service.databaseCores(rate, pods) / limits.databaseCores();
		double redisUse = service.redisCores(rate, pods);
		// What is busier than planned is a bottleneck, to be widened.
		double use = Math.min(Math.max(podUse, databaseUse), limits.utilisation());
		double busy = service.busyConnections(rate, use);
		int share = Math.max(limits.floor(), ceil(busy / limits.utilisation() / pods));
		int poolerPool = ceil(busy / limits.utilisation());
		int redisMegabytes = ceil(service.redisKilobytes().of(users) / KILOBYTES_PER_MEGABYTE / limits.utilisation());
		Bottleneck database = limits.ofDatabase(databaseUse);
		Bottleneck redis = limits.ofRedis(redisUse);
		Bottleneck redisMemory = limits.ofRedisMemory(redisMegabytes);
		int databases = ceil(database.use());
		int redisServers = ceil(Math.max(redis.use(), redisMemory.use()));
		// The fewest pods are there before anybody asks.
		Bottleneck first = Stream
			.of(database, limits.ofPods(needed), limits.ofConnections(pods, share),
					limits.ofServerConnections(poolerPool), redis, redisMemory)
			.max(Comparator.comparingDouble(Bottleneck::use))
			.orElseThrow();
		return new Plan(users, rate, pods, busy, share, pods * share + limits.reserved(), poolerPool, databaseUse,
				databases, redisUse, redisMegabytes, redisServers, first.toString(),
				prices.month(pods, databases, redisServers));
	}

	/** At least one of everything. */
	private static int ceil(double value) {
		return Math.max(1, (int) Math.ceil(value));
	}

}
