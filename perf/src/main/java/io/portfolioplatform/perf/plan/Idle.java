package io.portfolioplatform.perf.plan;

/**
 * What each pod keeps busy while nobody asks for anything: its own timers, looks at its
 * health, messages between pods.
 *
 * @param cores cores of the pod
 * @param databaseCores cores of the database for it
 * @param redisCores of Redis' one thread for it
 */
public record Idle(double cores, double databaseCores, double redisCores) {

	public Idle {
		if (cores < 0 || databaseCores < 0 || redisCores < 0) {
			throw new IllegalArgumentException(
					"Idle cores are not negative: " + cores + ", " + databaseCores + ", " + redisCores);
		}
	}

}
