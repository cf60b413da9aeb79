package io.portfolioplatform.perf.plan;

/**
 * What one request costs, as measured.
 *
 * @param thinkSeconds time between two requests of a user, in seconds
 * @param cpuMillis CPU time of a request in a pod
 * @param hitRate fraction of requests answered without the database, 0 to 1
 * @param transactionMillis time a request that needs the database holds a connection
 * @param databaseCpuMillis CPU time of such a request in the database
 * @param redisCpuMillis CPU time of a request in Redis
 * @param redisKilobytes what Redis remembers of a user
 */
public record Service(double thinkSeconds, double cpuMillis, double hitRate, double transactionMillis,
		double databaseCpuMillis, double redisCpuMillis, double redisKilobytes) {

	public Service {
		if (thinkSeconds < 0 || cpuMillis <= 0 || transactionMillis <= 0 || databaseCpuMillis <= 0
				|| redisCpuMillis <= 0) {
			throw new IllegalArgumentException("Times are positive: " + thinkSeconds + " s, " + cpuMillis + " ms, "
					+ transactionMillis + " ms, " + databaseCpuMillis + " ms, " + redisCpuMillis + " ms");
		}
		if (hitRate < 0 || hitRate > 1) {
			throw new IllegalArgumentException("The hit rate is " + hitRate + "; it lies between 0 and 1");
		}
	}

	/**
	 * Requests per second of a number of users, who wait for the answer before they
	 * think: the interactive response time law, N = X (R + Z).
	 * @param users concurrent users
	 * @return requests per second
	 */
	double rate(int users) {
		double responseSeconds = (this.cpuMillis + (1 - this.hitRate) * this.transactionMillis) / 1000;
		return users / (this.thinkSeconds + responseSeconds);
	}

	/**
	 * Cores of the pods that a rate keeps busy.
	 * @param rate requests per second
	 * @return cores
	 */
	public double cores(double rate) {
		return rate * this.cpuMillis / 1000;
	}

	/**
	 * Connections that a rate keeps in use: Little's law, L = X S.
	 * @param rate requests per second
	 * @return connections in use on average
	 */
	public double busyConnections(double rate) {
		return misses(rate) * this.transactionMillis / 1000;
	}

	/**
	 * Cores of the database that a rate keeps busy.
	 * @param rate requests per second
	 * @return cores
	 */
	public double databaseCores(double rate) {
		return misses(rate) * this.databaseCpuMillis / 1000;
	}

	/**
	 * Cores of Redis that a rate keeps busy.
	 * @param rate requests per second
	 * @return cores
	 */
	public double redisCores(double rate) {
		return rate * this.redisCpuMillis / 1000;
	}

	private double misses(double rate) {
		return rate * (1 - this.hitRate);
	}

}
