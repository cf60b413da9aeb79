package io.portfolioplatform.perf.autoscale;

import java.io.IOException;
import java.io.Reader;
import java.util.Properties;

import io.portfolioplatform.perf.load.Shipped;

/**
 * Connections of the fleet, leased by the pods there are.
 *
 * @param capacity connections for all pods
 * @param slots pods that find their floor at any time
 * @param floor connections kept for each slot that no pod has taken
 */
record Budget(int capacity, int slots, int floor) {

	private static final String PREFIX = "PLATFORM_DB_POOL_BUDGET_";

	/**
	 * Read the backend's configuration.
	 * @param variables its environment variables
	 * @return the budget
	 * @throws IOException if it cannot be read
	 */
	static Budget of(Reader variables) throws IOException {
		Properties values = new Properties();
		values.load(variables);
		return new Budget(number(values, "LIMIT") - number(values, "RESERVED"), number(values, "SLOTS"), floor(values));
	}

	/**
	 * Return what each pod may open.
	 * @param pods pods there are
	 */
	int share(int pods) {
		return (this.capacity - this.floor * Math.max(0, this.slots - pods)) / pods;
	}

	/** What the pool documents, where the backend does not say otherwise. */
	private static int floor(Properties values) throws IOException {
		return values.containsKey(PREFIX + "FLOOR") ? number(values, "FLOOR")
				: Shipped.documented("platform.db-pool.budget.floor");
	}

	private static int number(Properties values, String name) {
		return Integer.parseInt(String.valueOf(values.get(PREFIX + name)));
	}

}
