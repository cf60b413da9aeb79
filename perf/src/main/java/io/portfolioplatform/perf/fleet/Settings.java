package io.portfolioplatform.perf.fleet;

import java.time.Duration;
import java.util.List;

/**
 * What a run is about.
 *
 * @param limit most clients that the pooler accepts
 * @param reserved those nobody uses
 * @param slots most processes, with those that are starting, stopping or gone
 * @param small processes of the fleet when it is small
 * @param large processes of the fleet when it is large
 * @param workers JVMs that they run in
 * @param second how long a second of the script takes, in milliseconds
 */
public record Settings(int limit, int reserved, int slots, int small, int large, int workers, int second) {

	private static final int TTL_SECONDS = 15;

	private static final int QUARANTINE_SECONDS = 75;

	/**
	 * Find settings by their name.
	 * @param name full, small or brief
	 * @return the settings
	 */
	public static Settings named(String name) {
		return switch (name) {
			case "full" -> full();
			case "small" -> smallMachine();
			case "brief" -> brief();
			default -> throw new IllegalArgumentException("'" + name + "' is none of full, small and brief");
		};
	}

	/**
	 * Return the settings of the full measurement.
	 * @return 5 to 50 processes in 12 JVMs, 200 clients, real time
	 */
	public static Settings full() {
		return new Settings(200, 12, 80, 5, 50, 12, 1_000);
	}

	/**
	 * Return the settings for a small machine.
	 * @return as the full measurement, in 6 JVMs and 0.3 of the time
	 */
	public static Settings smallMachine() {
		return new Settings(200, 12, 80, 5, 50, 6, 300);
	}

	/**
	 * Return settings of which every part runs in a fifth of the time.
	 * @return 2 to 8 processes in 4 JVMs
	 */
	public static Settings brief() {
		return new Settings(40, 4, 16, 2, 8, 4, 200);
	}

	Settings withSlots(int count) {
		return new Settings(this.limit, this.reserved, count, this.small, this.large, this.workers, this.second);
	}

	Duration seconds(double count) {
		return Duration.ofMillis((long) (count * this.second));
	}

	int capacity() {
		return this.limit - this.reserved;
	}

	List<String> properties() {
		return List.of("platform.db-pool.mode=transaction", "platform.db-pool.budget.mode=leased",
				"platform.db-pool.budget.limit=" + this.limit, "platform.db-pool.budget.reserved=" + this.reserved,
				"platform.db-pool.budget.slots=" + this.slots,
				"platform.db-pool.budget.ttl=" + seconds(TTL_SECONDS).toMillis() + "ms",
				"platform.db-pool.budget.quarantine=" + seconds(QUARANTINE_SECONDS).toMillis() + "ms");
	}

}
