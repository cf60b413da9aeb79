package io.portfolioplatform.dbpool.budget;

import io.portfolioplatform.dbpool.InvalidDbPoolException;

/**
 * The fleet's database connections, divided evenly.
 *
 * @param limit most connections the server or pooler accepts
 * @param reserved connections kept free for migrations and people
 * @param slots most processes at the same time, counting those that start and stop during
 * a rolling update
 * @param floor fewest connections a process can work with
 */
public record Budget(int limit, int reserved, int slots, int floor) {

	private static final String PREFIX = "platform.db-pool.budget.";

	/**
	 * Check the budget.
	 * @throws InvalidDbPoolException if it cannot give every slot its floor
	 */
	public Budget {
		requireAtLeast("limit", limit, 1);
		requireAtLeast("reserved", reserved, 0);
		requireAtLeast("slots", slots, 1);
		requireAtLeast("floor", floor, 1);
		if ((limit - reserved) / slots < floor) {
			throw new InvalidDbPoolException(
					"'" + PREFIX + "limit' " + limit + " less '" + PREFIX + "reserved' " + reserved + " leaves "
							+ (limit - reserved) + " connections, which is less than " + floor + " ('" + PREFIX
							+ "floor') for each of " + slots + " processes ('" + PREFIX + "slots')",
					"Allow at most " + Math.max(0, (limit - reserved) / floor) + " slots, or raise the limit to "
							+ (reserved + (long) slots * floor) + " where the server or pooler accepts that many.");
		}
	}

	/**
	 * Return what each process may open.
	 * @return a number of connections, at least the floor
	 */
	public int share() {
		return (this.limit - this.reserved) / this.slots;
	}

	private static void requireAtLeast(String name, int value, int least) {
		if (value < least || value > 100_000) {
			throw new InvalidDbPoolException("'" + PREFIX + name + "' is " + value,
					"Set it to a number from " + least + " to 100000.");
		}
	}

}
