package io.portfolioplatform.perf.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.portfolioplatform.perf.plan.Idle;
import io.portfolioplatform.perf.plan.Linear;
import io.portfolioplatform.perf.plan.Service;

/**
 * What the planner's arithmetic says of other numbers of users, from what the system
 * costs at rest and with 1,000. Two systems at rest tell what database and Redis always
 * do and what each pod adds, and a small one beside that of 1,000 users what Redis always
 * remembers and what each user adds.
 *
 * @param cores cores of the machine
 * @param small a smaller system while nobody asked
 * @param rest the system that is planned from while nobody asked
 * @param sizes what was measured with each number of users, that which is planned from
 * among them
 * @param versions of the system's programs
 */
record PlanCheck(int cores, Rest small, Rest rest, List<Size> sizes, String versions) {

	private static final double TOLERANCE = 0.2;

	private static final double KILO = 1024;

	/** What a request costs, in the units of the planner. */
	Service service() {
		Sample system = base().system();
		double rate = base().answered();
		double misses = rate * (1 - system.answeredWithoutDatabase());
		return new Service(LoadPlan.THINK_SECONDS, 1000 * beyondRest("backend-") / rate,
				system.answeredWithoutDatabase(), 1000 * system.busy() * (1 - use(base().answered(), base())) / misses,
				1000 * beyondRest("postgres") / misses, 1000 * beyondRest("redis") / rate, redisKilobytes(),
				new Idle(this.rest.coresOf("backend-") / this.rest.pods(), idle("postgres"), idle("redis")));
	}

	/** What is planned from. */
	private Outcome base() {
		return this.sizes.stream()
			.filter((size) -> size.users() == LoadPlan.USERS)
			.map(Size::outcome)
			.findFirst()
			.orElseThrow();
	}

	private double beyondRest(String program) {
		return base().system().coresOf(program) - this.rest.coresOf(program);
	}

	private Linear idle(String program) {
		return Linear.through(this.small.pods(), this.small.coresOf(program), this.rest.pods(),
				this.rest.coresOf(program));
	}

	private Linear redisKilobytes() {
		return Linear.through(this.small.users(), this.small.system().redisBytes() / KILO, LoadPlan.USERS,
				base().system().redisBytes() / KILO);
	}

	private double systemCores(double rate) {
		double atRest = this.rest.system().systemCores();
		return atRest + rate * (base().system().systemCores() - atRest) / base().answered();
	}

	/**
	 * How busy the machine is, from 0 to 1. What the load generator takes is no part of
	 * what is planned, and grows much less than the rate: its JVM is new for each.
	 */
	private double use(double rate, Outcome outcome) {
		return (systemCores(rate) + outcome.system().coresOf(Sample.GENERATOR)) / this.cores;
	}

	String markdown(String machine) {
		Service service = service();
		return String.format(Locale.ROOT,
				"""
						Planned from %d users with %d pods, who ask %.0f times a second, from the same pods at rest, and from %d at rest with %d, in the names of `plan.properties`:

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

						| users | | planned | measured | planned / measured | |
						|---|---|---|---|---|---|
						""",
				LoadPlan.USERS, this.rest.pods(), base().answered(), this.small.users(), this.small.pods(),
				service.cpuMillis(), service.hitRate(), service.transactionMillis(), service.databaseCpuMillis(),
				service.redisCpuMillis(), service.redisKilobytes().base(), service.redisKilobytes().each(),
				service.idle().cores(), service.idle().database().base(), service.idle().database().each(),
				service.idle().redis().base(), service.idle().redis().each())
				+ this.sizes.stream()
					.filter((size) -> size.users() != LoadPlan.USERS)
					.map((size) -> rows(service, size))
					.collect(Collectors.joining())
				+ String.format(Locale.ROOT,
						"%nA user asks every 10 s on average, by Zipf. At rest %.3f connections were in use. The load generator is no part of the system; where connections are planned its cores are taken as measured. Measured on %s: %s, with %d backends.%n",
						this.rest.system().busy(), machine, this.versions, this.rest.pods());
	}

	private String rows(Service service, Size size) {
		int users = size.users();
		double rate = service.rate(users);
		int pods = this.rest.pods();
		Outcome outcome = size.outcome();
		Sample system = outcome.system();
		return row(users, "cores of the backends", service.cores(rate, pods), system.coresOf("backend-"))
				+ row(users, "connections in use", service.busyConnections(rate, use(rate, outcome)), system.busy())
				+ row(users, "cores of the database", service.databaseCores(rate, pods), system.coresOf("postgres"))
				+ row(users, "cores of Redis", service.redisCores(rate, pods), system.coresOf("redis"))
				+ row(users, "megabytes in Redis", service.redisKilobytes().of(users) / KILO,
						system.redisBytes() / KILO / KILO)
				+ row(users, "cores of the system", systemCores(rate), system.systemCores());
	}

	private static String row(int users, String what, double planned, double measured) {
		return String.format(Locale.ROOT, "| %,d | %s | %.3f | %.3f | %.2f | %s |%n", users, what, planned, measured,
				planned / measured, Math.abs(planned / measured - 1) <= TOLERANCE ? "within 20 %" : "not reached");
	}

	/**
	 * A number of users who ask.
	 *
	 * @param users how many
	 * @param outcome what came of it
	 */
	record Size(int users, Outcome outcome) {

	}

	/**
	 * A system while nobody asks, after it has been asked.
	 *
	 * @param users how many users have asked it
	 * @param pods how many backends
	 * @param system what it showed
	 */
	record Rest(int users, int pods, Sample system) {

		private double coresOf(String program) {
			return this.system.coresOf(program);
		}

	}

}
