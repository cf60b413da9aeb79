package io.portfolioplatform.perf.plan;

/**
 * What there is to plan with.
 *
 * @param podCores cores of a pod
 * @param utilisation fraction of a resource that is planned to be used, so that a burst
 * finds room; between 0 and 1
 * @param minimumPods fewest pods
 * @param maximumPods most pods of the autoscaler
 * @param connections connections of the pooler
 * @param reserved connections kept free
 * @param floor fewest connections of a pod
 * @param databaseCores cores of the database
 */
public record Limits(double podCores, double utilisation, int minimumPods, int maximumPods, int connections,
		int reserved, int floor, double databaseCores) {

	public Limits {
		if (utilisation <= 0 || utilisation >= 1) {
			throw new IllegalArgumentException("The utilisation is " + utilisation + "; it lies between 0 and 1");
		}
		if (minimumPods < 1 || maximumPods < minimumPods) {
			throw new IllegalArgumentException(
					"Between " + minimumPods + " and " + maximumPods + " pods there is none");
		}
		if (connections - reserved < floor) {
			throw new IllegalArgumentException(
					connections + " connections less " + reserved + " reserved do not give one pod its " + floor);
		}
	}

	int budget() {
		return this.connections - this.reserved;
	}

}
