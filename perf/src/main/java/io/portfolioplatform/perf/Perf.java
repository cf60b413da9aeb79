package io.portfolioplatform.perf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.portfolioplatform.perf.autoscale.AutoscaleCommand;
import io.portfolioplatform.perf.dbpool.Fairness;
import io.portfolioplatform.perf.fleet.FleetCommand;
import io.portfolioplatform.perf.fleet.Settings;
import io.portfolioplatform.perf.health.Shedding;
import io.portfolioplatform.perf.micro.MicroBenchmarks;
import io.portfolioplatform.perf.micro.Suite;
import io.portfolioplatform.perf.plan.PlanCommand;

/**
 * Entry point of the measurements.
 */
public final class Perf {

	private static final String USAGE = """
			Usage: java -jar perf/target/perf.jar COMMAND

			  micro SUITE [ROUNDS] [DIRECTORY]   measures and writes
			  check SUITE [ROUNDS] [DIRECTORY]   measures, and fails if a variant has become more than a fifth
			                                     worse beside its peer than what was kept
			  fleet [brief|small|full] [DIRECTORY] pools of one to fifty processes behind one pooler
			  pool-fair [SECONDS] [DIRECTORY]    how long threads wait for a connection
			  shedding [SECONDS] [DIRECTORY]
			  autoscale [MANIFEST] [DIRECTORY]
			  plan [FILE]

			  SUITE      one of %s
			  ROUNDS     how often each variant is measured, in turn with the others; 5 by default
			  SECONDS    how long each load lasts; 8 by default
			  MANIFEST   the autoscaler; deploy/k8s/base/backend-hpa.yaml by default
			  DIRECTORY  where the results are written; perf/results by default
			  FILE       what was measured and what there is; perf/plan.properties by default
			""".formatted(String.join(", ", Suite.names()));

	private static final String RESULTS = "perf/results";

	private static final Map<String, Command> COMMANDS = Map.of("micro", Perf::micro, "check", Perf::check, "fleet",
			Perf::fleet, "pool-fair", Perf::fairness, "shedding", Perf::shedding, "autoscale", Perf::autoscale, "plan",
			(options) -> System.out.print(PlanCommand.table(options.path(0, "perf/plan.properties"))));

	private Perf() {
	}

	/**
	 * Runs one measurement.
	 * @param args what to measure
	 * @throws Exception if it cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		List<String> words = List.of(args);
		Command command = words.isEmpty() ? null : COMMANDS.get(words.get(0));
		if (command == null) {
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		command.run(new Options(words.subList(1, words.size())));
	}

	private static void micro(Options options) throws Exception {
		new MicroBenchmarks(options.number(1, 5)).run(suite(options), options.path(2, RESULTS));
	}

	private static void check(Options options) throws Exception {
		List<String> losses = new MicroBenchmarks(options.number(1, 5)).check(suite(options), options.path(2, RESULTS));
		losses.forEach(System.err::println);
		if (!losses.isEmpty()) {
			System.exit(1);
		}
	}

	private static Suite suite(Options options) {
		return Suite.find(options.text(0, ""))
			.orElseThrow(() -> new IllegalArgumentException("SUITE is one of " + String.join(", ", Suite.names())));
	}

	private static void fleet(Options options) throws Exception {
		FleetCommand.run(Settings.named(options.text(0, "full")), options.path(1, RESULTS));
	}

	private static void fairness(Options options) throws Exception {
		new Fairness(options.number(0, 20), 3).run(options.path(1, RESULTS));
	}

	private static void shedding(Options options) throws Exception {
		new Shedding(options.number(0, 8)).run(options.path(1, RESULTS));
	}

	private static void autoscale(Options options) throws Exception {
		AutoscaleCommand.run(options.path(0, "deploy/k8s/base/backend-hpa.yaml"), options.path(1, RESULTS));
	}

	/**
	 * One measurement.
	 */
	@FunctionalInterface
	private interface Command {

		void run(Options options) throws Exception;

	}

	/**
	 * What stands behind the command.
	 *
	 * @param words in their order
	 */
	private record Options(List<String> words) {

		String text(int position, String byDefault) {
			return (position < this.words.size()) ? this.words.get(position) : byDefault;
		}

		int number(int position, int byDefault) {
			return Integer.parseInt(text(position, Integer.toString(byDefault)));
		}

		Path path(int position, String byDefault) {
			return Path.of(text(position, byDefault));
		}

	}

}
