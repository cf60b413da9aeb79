package io.portfolioplatform.perf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.portfolioplatform.perf.autoscale.AutoscaleCommand;
import io.portfolioplatform.perf.health.Shedding;
import io.portfolioplatform.perf.micro.MicroBenchmarks;
import io.portfolioplatform.perf.micro.Suite;
import io.portfolioplatform.perf.plan.PlanCommand;

/**
 * Entry point of the measurements.
 */
public final class Perf {

	private static final String USAGE = """
			Usage: java -jar perf/target/perf.jar micro SUITE [ROUNDS] [DIRECTORY]
			       java -jar perf/target/perf.jar check SUITE [ROUNDS] [DIRECTORY]
			       java -jar perf/target/perf.jar plan [FILE]
			       java -jar perf/target/perf.jar autoscale [MANIFEST] [DIRECTORY]
			       java -jar perf/target/perf.jar shedding [SECONDS] [DIRECTORY]

			  micro      measures and writes; check measures and fails if a variant has become more
			             than a fifth worse beside its peer than what was kept

			  SUITE      one of %s
			  ROUNDS     how often each variant is measured, in turn with the others; 5 by default
			  DIRECTORY  where results are written; perf/results by default
			  MANIFEST   an autoscaler; deploy/k8s/base/backend-hpa.yaml by default
			  SECONDS    how long each load lasts; 8 by default
			  FILE       what was measured and what there is; perf/plan.properties by default
			""".formatted(String.join(", ", Suite.names()));

	private static final int DEFAULT_ROUNDS = 5;

	private static final int DEFAULT_SECONDS = 8;

	private static final String RESULTS = "perf/results";

	private Perf() {
	}

	/**
	 * Runs one measurement.
	 * @param args what to measure
	 * @throws Exception if it cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		if (args.length > 0 && "plan".equals(args[0])) {
			System.out.print(PlanCommand.table(Path.of((args.length > 1) ? args[1] : "perf/plan.properties")));
			return;
		}
		if (args.length > 0 && "autoscale".equals(args[0])) {
			AutoscaleCommand.run(Path.of((args.length > 1) ? args[1] : "deploy/k8s/base/backend-hpa.yaml"),
					Path.of((args.length > 2) ? args[2] : RESULTS));
			return;
		}
		if (args.length > 0 && "shedding".equals(args[0])) {
			int seconds = (args.length > 1) ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
			new Shedding(seconds).run(Path.of((args.length > 2) ? args[2] : RESULTS));
			return;
		}
		if (args.length < 2 || !List.of("micro", "check").contains(args[0]) || Suite.find(args[1]).isEmpty()) {
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		String[] options = Arrays.copyOfRange(args, 2, args.length);
		int rounds = (options.length > 0) ? Integer.parseInt(options[0]) : DEFAULT_ROUNDS;
		Path directory = Path.of((options.length > 1) ? options[1] : RESULTS);
		MicroBenchmarks benchmarks = new MicroBenchmarks(rounds);
		if ("micro".equals(args[0])) {
			benchmarks.run(Suite.find(args[1]).orElseThrow(), directory);
		}
		else {
			fail(benchmarks.check(Suite.find(args[1]).orElseThrow(), directory));
		}
	}

	private static void fail(List<String> losses) {
		losses.forEach(System.err::println);
		if (!losses.isEmpty()) {
			System.exit(1);
		}
	}

}
