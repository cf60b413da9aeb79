package io.portfolioplatform.perf;

import java.nio.file.Path;
import java.util.Arrays;

import io.portfolioplatform.perf.micro.MicroBenchmarks;
import io.portfolioplatform.perf.micro.Suite;
import io.portfolioplatform.perf.plan.PlanCommand;

/**
 * Entry point of the measurements.
 */
public final class Perf {

	private static final String USAGE = """
			Usage: java -jar perf/target/perf.jar micro SUITE [ROUNDS] [DIRECTORY]
			       java -jar perf/target/perf.jar plan [FILE]

			  SUITE      one of %s
			  ROUNDS     how often each variant is measured, in turn with the others; 5 by default
			  DIRECTORY  where SUITE.json and SUITE.md are written; perf/results by default
			  FILE       what was measured and what there is; perf/plan.properties by default
			""".formatted(String.join(", ", Suite.names()));

	private static final int DEFAULT_ROUNDS = 5;

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
		if (args.length < 2 || !"micro".equals(args[0]) || Suite.find(args[1]).isEmpty()) {
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		String[] options = Arrays.copyOfRange(args, 2, args.length);
		int rounds = (options.length > 0) ? Integer.parseInt(options[0]) : DEFAULT_ROUNDS;
		Path directory = Path.of((options.length > 1) ? options[1] : "perf/results");
		new MicroBenchmarks(rounds).run(Suite.find(args[1]).orElseThrow(), directory);
	}

}
