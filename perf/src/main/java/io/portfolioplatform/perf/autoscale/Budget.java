package io.portfolioplatform.perf.autoscale;

import java.util.Map;
import java.util.Objects;

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
	 * @param document the ConfigMap
	 * @return the budget
	 */
	static Budget of(Object document) {
		Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) document).get("data"));
		return new Budget(number(data, "LIMIT") - number(data, "RESERVED"), number(data, "SLOTS"), FLOOR);
	}

	/**
	 * Return what each pod may open.
	 * @param pods pods there are
	 */
	int share(int pods) {
		return (this.capacity - this.floor * Math.max(0, this.slots - pods)) / pods;
	}

	private static int number(Map<?, ?> data, String name) {
		return Integer.parseInt(String.valueOf(data.get("PLATFORM_DB_POOL_BUDGET_" + name)));
	}

}
