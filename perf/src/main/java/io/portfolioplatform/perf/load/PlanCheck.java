package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.plan.Service;
import io.portfolioplatform.perf.report.Machine;

/**
 * What the planner's arithmetic says of other rates, from what the first one cost.
 *
 * @param outcomes what was measured, of the rate that is planned from first
 */
record PlanCheck(List<Outcome> outcomes) {

	private static final double TOLERANCE = 0.2;

	/** Only the rate counts here; any time to think will do. */
	private static final double THINK_SECONDS = 10;

	/**
	 * What a request costs, seen in one outcome.
	 * @param outcome what was measured
	 * @return times in the units of the planner
	 */
	static Service service(Outcome outcome) {
		Sample system = outcome.system();
		double misses = outcome.answered() * (1 - system.hitRate());
		return new Service(THINK_SECONDS, 1000 * system.coresOf("backend-") / outcome.answered(), system.hitRate(),
				1000 * system.busy() / misses, 1000 * system.coresOf("postgres") / misses);
	}

	String markdown() {
		Service service = service(this.outcomes.get(0));
		return String.format(Locale.ROOT,
				"Planned from %.0f requests a second: %.2f ms of CPU in a backend each, %.1f %% answered without the database, the others hold a connection for %.2f ms and cost the database %.2f ms of CPU.%n%n",
				this.outcomes.get(0).answered(), service.cpuMillis(), 100 * service.hitRate(),
				service.transactionMillis(), service.databaseCpuMillis())
				+ "| requests/s | | planned | measured | planned / measured | |\n|---|---|---|---|---|---|\n"
				+ this.outcomes.stream().skip(1).map((outcome) -> rows(service, outcome)).collect(Collectors.joining())
				+ "\nMeasured on " + Machine.describe() + ", the load generator included.\n";
	}

	private static String rows(Service service, Outcome outcome) {
		double rate = outcome.answered();
		Sample system = outcome.system();
		return row(rate, "cores of the backends", service.cores(rate), system.coresOf("backend-"))
				+ row(rate, "connections in use", service.busyConnections(rate), system.busy())
				+ row(rate, "cores of the database", service.databaseCores(rate), system.coresOf("postgres"));
	}

	private static String row(double rate, String what, double planned, double measured) {
		return String.format(Locale.ROOT, "| %.0f | %s | %.3f | %.3f | %.2f | %s |%n", rate, what, planned, measured,
				planned / measured, Math.abs(planned / measured - 1) <= TOLERANCE ? "within 20 %" : "not reached");
	}

}
