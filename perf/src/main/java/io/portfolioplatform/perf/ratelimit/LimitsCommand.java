package io.portfolioplatform.perf.ratelimit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures limits that are shared through Redis.
 */
public final class LimitsCommand {

	private static final int ROUNDS = 3;

	private static final int SECONDS = 3;

	private static final int DECISIONS_SECONDS = 5;

	private static final int LOSSES = 10;

	private LimitsCommand() {
	}

	/**
	 * Measure one thing, print its table and write it.
	 * @param what {@code decisions}, {@code leases} or {@code outage}
	 * @param directory where to write
	 * @throws IOException if the results cannot be written
	 */
	public static void run(String what, Path directory) throws IOException {
		switch (what) {
			case "decisions" -> new HotKey(ROUNDS, DECISIONS_SECONDS).run(directory);
			case "leases" -> new Leases(ROUNDS, SECONDS).run(directory);
			case "outage" -> new Outage(LOSSES).run(directory);
			default -> throw new IllegalArgumentException("limits knows decisions, leases and outage, not " + what);
		}
	}

}
