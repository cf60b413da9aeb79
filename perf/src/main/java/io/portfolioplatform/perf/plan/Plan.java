package io.portfolioplatform.perf.plan;

/**
 * What a number of users needs.
 *
 * @param users concurrent users
 * @param rate requests per second
 * @param pods pods, if there could be any number of them
 * @param busyConnections connections in use on average (Little's law, L = X S)
 * @param share connections of each pod
 * @param databaseUse fraction of the database's cores in use
 * @param bottleneck the limit that is reached first, and what to do about it
 * @param cost price of a month
 */
public record Plan(int users, double rate, int pods, double busyConnections, int share, double databaseUse,
		String bottleneck, double cost) {

	/**
	 * Plan for a number of users.
	 * @param users concurrent users
	 * @param service what a request costs
	 * @param limits what there is
	 * @param prices what it costs
	 * @return the plan
	 */
	public static Plan of(int users, Service service, Limits limits, Prices prices) {
		double rate = service.rate(users);
		int pods = Math.max(limits.minimumPods(),
				ceil(service.cores(rate) / (limits.podCores() * limits.utilisation())));
		double busy = service.busyConnections(rate);
		double databaseUse = service.databaseCores(rate) / limits.databaseCores();
		int share = Math.max(limits.floor(), ceil(busy / limits.utilisation() / pods));
		return new Plan(users, rate, pods, busy, share, databaseUse, bottleneck(pods, share, databaseUse, limits),
				prices.month(pods));
	}

	private static String bottleneck(int pods, int share, double databaseUse, Limits limits) {
		if (databaseUse > limits.utilisation()) {
			return "database CPU: raise the hit rate, add a read replica or cores";
		}
		if (pods > limits.maximumPods()) {
			return "pods: raise the autoscaler's maximum of " + limits.maximumPods();
		}
		if (pods * share > limits.budget()) {
			return "connections: " + pods + " pods x " + share + " exceed " + limits.budget()
					+ "; use fewer, larger pods or a larger pooler";
		}
		return "none";
	}

	private static int ceil(double value) {
		return (int) Math.ceil(value);
	}

}
