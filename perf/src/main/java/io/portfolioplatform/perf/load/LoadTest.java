package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Brings the whole system up, gives it users, and offers it one step after the other.
 *
 * @param plan the steps
 * @param backends how many backends it has
 * @param environment variables of the backends, beside those of the shipped files
 */
record LoadTest(LoadPlan plan, int backends, Map<String, String> environment) {

	private static final int PORT = 18080;

	static final int BACKENDS = 3;

	/** Where the system keeps its files. */
	static final Path DIRECTORY = Path.of("perf/target/load");

	LoadTest(LoadPlan plan, Map<String, String> environment) {
		this(plan, BACKENDS, environment);
	}

	/** What the shipped configuration lets the backends open to PgBouncer. */
	static int budget() throws IOException {
		return BACKENDS * Shipped.CEILING.number();
	}

	/**
	 * Run it on a system of its own.
	 * @return what came of each step but the first, which only warms the system up; no
	 * step follows the first that breaks
	 */
	Result run() throws IOException, InterruptedException, SQLException {
		Path work = Files.createTempDirectory("portfolio-load");
		Map<String, String> all = new HashMap<>(this.environment);
		all.merge("JAVA_OPTS", LocalSystem.JVM, (own, shared) -> shared + " " + own);
		try (LocalSystem system = LocalSystem.startAnew(DIRECTORY, PORT, this.backends, all)) {
			Path users = Users.write(system.url(), system.tokenSecret(), this.plan.users(), work.resolve("users.csv"));
			List<Outcome> outcomes = new ArrayList<>();
			for (LoadPlan.Step step : this.plan.steps()) {
				System.out.println("Offering " + step.rate() + " requests a second for " + step.seconds() + " s");
				outcomes.add((step.rate() > 0) ? offer(step, system, users, work) : rest(step, system));
				if (outcomes.size() > 1 && !outcomes.get(outcomes.size() - 1).held()) {
					break;
				}
			}
			return new Result(outcomes.subList(1, outcomes.size()), Versions.of(system));
		}
	}

	/** Neither the rise to the rate nor the start and end of Gatling are looked at. */
	private static Outcome offer(LoadPlan.Step step, LocalSystem system, Path users, Path work)
			throws IOException, InterruptedException, SQLException {
		try (GatlingRun gatling = GatlingRun.start(system.url(), users, work, step)) {
			gatling.awaitBell();
			Sampler sampler = Sampler.start(system, Map.of(Sample.GENERATOR, gatling.process()));
			gatling.awaitBell();
			Sample sample = sampler.stop();
			Figures figures = gatling.figures();
			return new Outcome(step.rate(), figures.sent(), sample.good(), figures.failed() / figures.requests(),
					figures.p50(), figures.p95(), figures.p99(), sample);
		}
	}

	private static Outcome rest(LoadPlan.Step step, LocalSystem system)
			throws IOException, InterruptedException, SQLException {
		Sampler sampler = Sampler.start(system, Map.of());
		TimeUnit.SECONDS.sleep(step.seconds());
		return new Outcome(0, 0, 0, 0, 0, 0, sampler.stop());
	}

	/**
	 * What was measured, and on what.
	 *
	 * @param outcomes what came of each step
	 * @param versions of the system's programs
	 */
	record Result(List<Outcome> outcomes, String versions) {

	}

}
