package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the whole system up, gives it users, offers it ever more load until it no longer
 * keeps the guide's criteria, and writes what it saw.
 */
public final class LoadCommand {

	private static final int PORT = 18080;

	private static final int BACKENDS = 3;

	private final Path directory;

	private final LoadPlan plan;

	private LoadCommand(Path directory, LoadPlan plan) {
		this.directory = directory;
		this.plan = plan;
	}

	/**
	 * Run the load test.
	 * @param full whether at full length, about ten minutes; else at a tenth of it
	 * @param directory where {@code load.json}, {@code load.md} and {@code load.html} are
	 * written
	 * @throws IOException if the system cannot be started or watched
	 * @throws InterruptedException if interrupted
	 */
	public static void run(boolean full, Path directory) throws IOException, InterruptedException {
		new LoadCommand(directory, full ? LoadPlan.full() : LoadPlan.brief()).run();
	}

	private void run() throws IOException, InterruptedException {
		Files.createDirectories(this.directory);
		Path work = Files.createTempDirectory("portfolio-load");
		try (LocalSystem system = LocalSystem.start(Path.of("perf/target/load"), PORT, BACKENDS, Map.of())) {
			Path users = Users.write(system.url(), system.tokenSecret(), this.plan.users(), work.resolve("users.csv"));
			List<Outcome> outcomes = offer(system, new GatlingRun(system.url(), users, work));
			write(new LoadReport(this.plan.users(), outcomes));
		}
	}

	/**
	 * The first step only warms the system up: it is not kept. The second is the guide's
	 * and is kept whatever comes of it; the first of the others that breaks is the last.
	 */
	private List<Outcome> offer(LocalSystem system, GatlingRun gatling) throws IOException, InterruptedException {
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < this.plan.steps().size(); i++) {
			LoadPlan.Step step = this.plan.steps().get(i);
			System.out.println("Offering " + step.rate() + " requests a second for " + step.seconds() + " s");
			Sampler sampler = Sampler.start(system);
			Figures figures = gatling.offer(step);
			Outcome outcome = outcome(step, figures, sampler.stop());
			if (i > 0) {
				outcomes.add(outcome);
				if (!outcome.held()) {
					break;
				}
			}
		}
		return outcomes;
	}

	private static Outcome outcome(LoadPlan.Step step, Figures figures, Sample system) {
		return new Outcome(step.rate(), figures.rate(), figures.failed() / figures.requests(), figures.p50(),
				figures.p95(), figures.p99(), system);
	}

	private void write(LoadReport report) throws IOException {
		new JsonMapper().writeValue(this.directory.resolve("load.json").toFile(), report);
		Files.writeString(this.directory.resolve("load.md"), report.markdown());
		Files.writeString(this.directory.resolve("load.html"), report.html());
		System.out.println(report.markdown());
	}

}
