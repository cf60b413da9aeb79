package io.portfolioplatform.perf.plan;

/**
 * What one request costs, as measured.
 *
 * @param thinkSeconds time between two requests of a user, in seconds
 * @param cpuMillis CPU time of a request in a pod
 * @param hitRate fraction of requests answered without the database, 0 to 1
 * @param transactionMillis time a request that needs the database holds a connection
 * while nothing else wants a CPU
 * @param databaseCpuMillis CPU time of such a request in the database
 * @param redisCpuMillis CPU time of a request in Redis
 * @param redisKilobytes what Redis remembers, of all users together and of each
 * @param idle what is busy without requests
 */
public record Service(double thinkSeconds, double cpuMillis, double hitRate, double transactionMillis,
		double databaseCpuMillis, double redisCpuMillis, Linear redisKilobytes, Idle idle) {

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
	public double rate(int users) {
		double responseSeconds = (this.cpuMillis + (1 - this.hitRate) * this.transactionMillis) / 1000;
		return users / (this.thinkSeconds + responseSeconds);
	}

	/**
	 * Pods that a rate needs.
	 * @param rate requests per second
	 * @param cores cores that each may keep busy
	 * @return pods, at least one
	 * @throws IllegalArgumentException if a pod needs as many without requests
	 */
	int pods(double rate, double cores) {
		double left = cores - this.idle.cores();
		if (left <= 0) {
			throw new IllegalArgumentException("A pod keeps " + this.idle.cores()
					+ " cores busy without requests, and may use no more than " + cores + ": give it more");
		}
		return Math.max(1, (int) Math.ceil(rate * this.cpuMillis / 1000 / left));
	}

	/**
	 * Cores of the pods that are busy.
	 * @param rate requests per second
	 * @param pods how many pods there are
	 * @return cores of all of them
	 */
	public double cores(double rate, int pods) {
		return pods * this.idle.cores() + rate * this.cpuMillis / 1000;
	}

	/**
	 * Connections that a rate keeps in use: Little's law, L = X R, where the time that
	 * each is held grows as its CPU gets busy, R = S / (1 - U), the residence time of an
	 * open queue.
	 * @param rate requests per second
	 * @param use how busy the CPU is that a transaction waits for, from 0 to below 1
	 * @return connections in use on average
	 */
	public double busyConnections(double rate, double use) {
		return misses(rate) * this.transactionMillis / 1000 / (1 - use);
	}

	/**
	 * Cores of the database that are busy.
	 * @param rate requests per second
	 * @param pods how many pods there are
	 * @return cores
	 */
	public double databaseCores(double rate, int pods) {
		return this.idle.database().of(pods) + misses(rate) * this.databaseCpuMillis / 1000;
	}

	/**
	 * Cores of Redis that are busy.
	 * @param rate requests per second
	 * @param pods how many pods there are
	 * @return cores
	 */
	public double redisCores(double rate, int pods) {
		return this.idle.redis().of(pods) + rate * this.redisCpuMillis / 1000;
	}

	private double misses(double rate) {
		return rate * (1 - this.hitRate);
	}

}
