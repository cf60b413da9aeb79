package io.portfolioplatform.perf.autoscale;

import java.io.IOException;
import java.io.Reader;
import java.util.Properties;

/**
 * Connections of the fleet, leased by the pods there are.
 *
 * @param capacity connections for all pods
 * @param slots pods that find their floor at any time
 * @param floor connections kept for each slot that no pod has taken
 */
record Budget(int capacity, int slots, int floor) {

	/** The default of {@code platform.db-pool.budget.floor}. */
	private static final int FLOOR = 2;

	/**
	 * Read the backend's configuration.
	 * @param variables its environment variables
	 * @return the budget
	 */
	static Budget of(Reader variables) throws IOException {
		Properties values = new Properties();
		values.load(variables);
		return new Budget(number(values, "LIMIT") - number(values, "RESERVED"), number(values, "SLOTS"), FLOOR);
	}

	/**
	 * Return what each pod may open.
	 * @param pods pods there are
	 */
	int share(int pods) {
		return (this.capacity - this.floor * Math.max(0, this.slots - pods)) / pods;
	}

	private static int number(Properties values, String name) {
		return Integer.parseInt(String.valueOf(values.get("PLATFORM_DB_POOL_BUDGET_" + name)));
	}

}
