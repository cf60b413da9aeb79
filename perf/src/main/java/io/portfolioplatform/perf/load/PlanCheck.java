package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.plan.Idle;
import io.portfolioplatform.perf.plan.Linear;
import io.portfolioplatform.perf.plan.Service;
import io.portfolioplatform.perf.report.Machine;

/**
 * What the planner's arithmetic says of other rates, from what the system costs at rest
 * and at one of them. Two systems at rest tell what Redis always remembers and what each
 * user adds, and what database and Redis always do and what each pod adds; they do not
 * tell whether a third would be on the same line.
 *
 * @param cores cores of the machine
 * @param small a smaller system while nobody asked
 * @param rest the system that is planned from while nobody asked
 * @param base what was measured at the rate that is planned from
 * @param others the same at the rates that are planned
 * @param versions of the system's programs
 */
record PlanCheck(int cores, Rest small, Rest rest, Outcome base, List<Outcome> others, String versions) {

	private static final double TOLERANCE = 0.2;

	private static final double KILO = 1024;

	/** Only the rate counts here; any time to think will do. */
	private static final double THINK_SECONDS = 10;

	/** What a request costs, in the units of the planner. */
	Service service() {
		Sample system = this.base.system();
		double rate = this.base.answered();
		double misses = rate * (1 - system.answeredWithoutDatabase());
		return new Service(THINK_SECONDS, 1000 * beyondRest("backend-") / rate, system.answeredWithoutDatabase(),
				1000 * system.busy() * (1 - use(this.base)) / misses, 1000 * beyondRest("postgres") / misses,
				1000 * beyondRest("redis") / rate, redisKilobytes(),
				new Idle(this.rest.coresOf("backend-") / this.rest.pods(), idle("postgres"), idle("redis")));
	}

	private double beyondRest(String program) {
		return this.base.system().coresOf(program) - this.rest.coresOf(program);
	}

	private Linear idle(String program) {
		return Linear.through(this.small.pods(), this.small.coresOf(program), this.rest.pods(),
				this.rest.coresOf(program));
	}

	private Linear redisKilobytes() {
		return Linear.through(this.small.users(), this.small.system().redisBytes() / KILO, this.rest.users(),
				this.rest.system().redisBytes() / KILO);
	}

	private double systemCores(double rate) {
		double atRest = this.rest.system().systemCores();
		return atRest + rate * (this.base.system().systemCores() - atRest) / this.base.answered();
	}

	/**
	 * How busy the machine is, from 0 to 1. What the load generator takes is no part of
	 * what is planned, and grows much less than the rate: its JVM is new for each.
	 */
	private double use(Outcome outcome) {
		return (systemCores(outcome.answered()) + outcome.system().coresOf(Sample.GENERATOR)) / this.cores;
	}

	String markdown() {
		Service service = service();
		return String.format(Locale.ROOT,
				"""
						Planned from rest and %.0f requests a second of %d users and %d pods, and from rest of %d and %d, in the names of `plan.properties`:

						```
						cpu-millis=%.2f
						hit-rate=%.3f
						transaction-millis=%.2f
						database-cpu-millis=%.2f
						redis-cpu-millis=%.3f
						base-redis-kilobytes=%.0f
						redis-kilobytes=%.1f
						idle-cores=%.3f
						base-idle-database-cores=%.4f
						idle-database-cores=%.4f
						base-idle-redis-cores=%.4f
						idle-redis-cores=%.4f
						```

						| requests/s | | planned | measured | planned / measured | |
						|---|---|---|---|---|---|
						""",
				this.base.answered(), this.rest.users(), this.rest.pods(), this.small.users(), this.small.pods(),
				service.cpuMillis(), service.hitRate(), service.transactionMillis(), service.databaseCpuMillis(),
				service.redisCpuMillis(), service.redisKilobytes().base(), service.redisKilobytes().each(),
				service.idle().cores(), service.idle().database().base(), service.idle().database().each(),
				service.idle().redis().base(), service.idle().redis().each())
				+ this.others.stream().map((outcome) -> rows(service, outcome)).collect(Collectors.joining())
				+ String.format(Locale.ROOT,
						"%nAt rest %.3f connections were in use. The load generator is no part of the system; where connections are planned its cores are taken as measured. Measured on %s: %s, with %d backends.%n",
						this.rest.system().busy(), Machine.describe(), this.versions, this.rest.pods());
	}

	private String rows(Service service, Outcome outcome) {
		double rate = outcome.answered();
		int pods = this.rest.pods();
		Sample system = outcome.system();
		return row(rate, "cores of the backends", service.cores(rate, pods), system.coresOf("backend-"))
				+ row(rate, "connections in use", service.busyConnections(rate, use(outcome)), system.busy())
				+ row(rate, "cores of the database", service.databaseCores(rate, pods), system.coresOf("postgres"))
				+ row(rate, "cores of Redis", service.redisCores(rate, pods), system.coresOf("redis"))
				+ row(rate, "megabytes in Redis", service.redisKilobytes().of(this.rest.users()) / KILO,
						system.redisBytes() / KILO / KILO)
				+ row(rate, "cores of the system", systemCores(rate), system.systemCores());
	}

	private static String row(double rate, String what, double planned, double measured) {
		return String.format(Locale.ROOT, "| %.0f | %s | %.3f | %.3f | %.2f | %s |%n", rate, what, planned, measured,
				planned / measured, Math.abs(planned / measured - 1) <= TOLERANCE ? "within 20 %" : "not reached");
	}

	/**
	 * A system while nobody asks, after it has been asked.
	 *
	 * @param users how many users it has
	 * @param pods how many backends
	 * @param system what it showed
	 */
	record Rest(int users, int pods, Sample system) {

		private double coresOf(String program) {
			return this.system.coresOf(program);
		}

	}

}
