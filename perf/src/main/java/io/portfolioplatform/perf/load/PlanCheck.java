package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.plan.Service;
import io.portfolioplatform.perf.report.Machine;

/**
 * What the planner's arithmetic says of other rates, from what the first one cost.
 *
 * @param users how many users there were
 * @param outcomes what was measured, of the rate that is planned from first
 */
record PlanCheck(int users, List<Outcome> outcomes) {

	private static final double TOLERANCE = 0.2;

	/** Only the rate counts here; any time to think will do. */
	private static final double THINK_SECONDS = 10;

	/** What a request costs, in the units of the planner. */
	private Service service(Outcome outcome) {
		Sample system = outcome.system();
		double misses = outcome.answered() * (1 - system.answeredWithoutDatabase());
		return new Service(THINK_SECONDS, 1000 * system.coresOf("backend-") / outcome.answered(),
				system.answeredWithoutDatabase(), 1000 * system.busy() / misses,
				1000 * system.coresOf("postgres") / misses, 1000 * system.coresOf("redis") / outcome.answered(),
				system.redisBytes() / 1024.0 / this.users);
	}

	String markdown() {
		Service service = service(this.outcomes.get(0));
		return String.format(Locale.ROOT,
				"Planned from %.0f requests a second, in the names of `plan.properties`:%n%n```%ncpu-millis=%.2f%nhit-rate=%.3f%ntransaction-millis=%.2f%ndatabase-cpu-millis=%.2f%nredis-cpu-millis=%.3f%nredis-kilobytes=%.0f%n```%n%n",
				this.outcomes.get(0).answered(), service.cpuMillis(), service.hitRate(), service.transactionMillis(),
				service.databaseCpuMillis(), service.redisCpuMillis(), service.redisKilobytes())
				+ "| requests/s | | planned | measured | planned / measured | |\n|---|---|---|---|---|---|\n"
				+ this.outcomes.stream().skip(1).map((outcome) -> rows(service, outcome)).collect(Collectors.joining())
				+ "\nMeasured on " + Machine.describe() + ", the load generator included.\n";
	}

	private static String rows(Service service, Outcome outcome) {
		double rate = outcome.answered();
		Sample system = outcome.system();
		return row(rate, "cores of the backends", service.cores(rate), system.coresOf("backend-"))
				+ row(rate, "connections in use", service.busyConnections(rate), system.busy())
				+ row(rate, "cores of the database", service.databaseCores(rate), system.coresOf("postgres"))
				+ row(rate, "cores of Redis", service.redisCores(rate), system.coresOf("redis"));
	}

	private static String row(double rate, String what, double planned, double measured) {
		return String.format(Locale.ROOT, "| %.0f | %s | %.3f | %.3f | %.2f | %s |%n", rate, what, planned, measured,
				planned / measured, Math.abs(planned / measured - 1) <= TOLERANCE ? "within 20 %" : "not reached");
	}

}
