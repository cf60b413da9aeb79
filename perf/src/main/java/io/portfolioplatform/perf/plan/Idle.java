package io.portfolioplatform.perf.plan;

/**
 * What is kept busy while nobody asks for anything: by timers, looks at health, messages
 * between pods.
 *
 * @param cores cores of each pod
 * @param database cores of the database, its own and for each pod
 * @param redis of Redis' one thread, its own and for each pod
 */
public record Idle(double cores, Linear database, Linear redis) {

	public Idle {
		if (cores < 0) {
			throw new IllegalArgumentException("Idle cores are not negative: " + cores);
		}
	}

}
