package io.portfolioplatform.dbpool.lease;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a lease.
 *
 * @param grant the last answer, or {@code null} while there is no lease
 * @param renewed when a lease was asked for that was granted, in the terms of
 * {@link System#nanoTime()}, or {@code null} if none ever was
 * @param problem says why there is no lease, empty if there is one
 * @param fallback most connections while there is no registry to be used, with the one
 * that asks for it, or 0
 */
public record LeaseState(@Nullable Grant grant, @Nullable Long renewed, String problem, int fallback) {

	static LeaseState none(String problem) {
		return new LeaseState(null, null, problem, 0);
	}

	static LeaseState granted(Grant grant, long renewed) {
		return new LeaseState(grant, renewed, "", 0);
	}

	LeaseState without(String problem) {
		return new LeaseState(null, this.renewed, problem, 0);
	}

	LeaseState fallingBack(String problem, int connections) {
		return new LeaseState(null, null, problem, connections);
	}

	/**
	 * Return how old the lease is, or the last one there was.
	 * @return seconds since it was renewed, {@link Double#NaN} if there never was one
	 */
	public double ageSeconds() {
		return (this.renewed != null) ? (System.nanoTime() - this.renewed) / 1e9 : Double.NaN;
	}

}
