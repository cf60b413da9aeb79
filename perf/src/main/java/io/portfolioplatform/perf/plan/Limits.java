package io.portfolioplatform.perf.plan;

/**
 * What there is to plan with.
 *
 * @param podCores cores of a pod
 * @param utilisation fraction of a resource that is planned to be used, so that a burst
 * finds room; between 0 and 1
 * @param minimumPods fewest pods
 * @param maximumPods most pods of the autoscaler
 * @param connections connections of the pooler
 * @param reserved connections kept free
 * @param floor fewest connections of a pod
 * @param databaseCores cores of the database
 * @param serverConnections most connections of the pooler to the database
 * @param redisMegabytes memory of Redis
 */
public record Limits(double podCores, double utilisation, int minimumPods, int maximumPods, int connections,
		int reserved, int floor, double databaseCores, int serverConnections, int redisMegabytes) {

	public Limits {
		if (utilisation <= 0 || utilisation >= 1) {
			throw new IllegalArgumentException("The utilisation is " + utilisation + "; it lies between 0 and 1");
		}
		if (minimumPods < 1 || maximumPods < minimumPods) {
			throw new IllegalArgumentException(
					"Between " + minimumPods + " and " + maximumPods + " pods there is none");
		}
		if (connections - reserved < floor) {
			throw new IllegalArgumentException(
					connections + " connections less " + reserved + " reserved do not give one pod its " + floor);
		}
	}

	/** Of all its cores, of which only a part is planned to be used. */
	Bottleneck ofDatabase(double use) {
		return new Bottleneck("database CPU", use / this.utilisation,
				"raise the hit rate, add a read replica or cores");
	}

	Bottleneck ofPods(int pods) {
		return new Bottleneck("pods", (double) pods / this.maximumPods,
				"raise the autoscaler's maximum of " + this.maximumPods);
	}

	Bottleneck ofConnections(int pods, int share) {
		int budget = this.connections - this.reserved;
		return new Bottleneck("connections", (double) pods * share / budget,
				pods + " pods x " + share + " of " + budget + "; use fewer, larger pods or a larger pooler");
	}

	Bottleneck ofServerConnections(int pool) {
		return new Bottleneck("server connections", (double) pool / this.serverConnections,
				"raise PgBouncer's default_pool_size, of all of them " + this.serverConnections
						+ ", its max_db_connections and PostgreSQL's max_connections");
	}

	/** Of its one thread's time. */
	Bottleneck ofRedis(double use) {
		return new Bottleneck("Redis CPU", use / this.utilisation, "it has one thread for commands; use a cluster");
	}

	Bottleneck ofRedisMemory(int megabytes) {
		return new Bottleneck("Redis memory", (double) megabytes / this.redisMegabytes,
				"raise its maxmemory of " + this.redisMegabytes + " MB");
	}

}
