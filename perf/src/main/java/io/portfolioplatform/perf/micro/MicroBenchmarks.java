package io.portfolioplatform.perf.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.portfolioplatform.perf.report.Machine;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the variants of a suite in turn, round by round, each time in a new JVM: what
 * else the machine does meanwhile hits them all alike.
 */
public final class MicroBenchmarks {

	private static final int WARM_UPS = 5;

	private static final int ITERATIONS = 20;

	/** Short, so that some of them have a core to themselves on a busy machine. */
	private static final TimeValue ITERATION = TimeValue.milliseconds(200);

	private final int rounds;

	/**
	 * Create the runner.
	 * @param rounds how often each variant is measured
	 */
	public MicroBenchmarks(int rounds) {
		this.rounds = rounds;
	}

	/**
	 * Measure a suite, print its table, and write it with the scores it comes from.
	 * @param suite the suite
	 * @param directory where to write
	 * @throws RunnerException if a benchmark fails
	 * @throws IOException if the results cannot be written
	 */
	public void run(Suite suite, Path directory) throws RunnerException, IOException {
		Table table = Table.measured(suite, measure(suite), Machine.describe());
		new Kept(directory).write(table);
		System.out.println(table.markdown());
	}

	/**
	 * Measure a suite, compare it with what was kept, and print what was compared.
	 * @param suite the suite
	 * @param directory where its scores are
	 * @return a line for each variant with a goal that has become worse by more than a
	 * fifth beside its peer, and for each goal that was reached and is missed now
	 * @throws RunnerException if a benchmark fails
	 * @throws IllegalArgumentException if the suite has no goal
	 */
	public List<String> check(Suite suite, Path directory) throws RunnerException {
		if (suite.goals().isEmpty()) {
			throw new IllegalArgumentException(suite.id() + " has no goal whose variant could be compared");
		}
		Guard guard = new Guard(suite.goals(), new Kept(directory).scores(suite));
		Map<String, List<Score>> measured = measure(suite);
		System.out.println(Table.measured(suite, measured, Machine.describe()).markdown());
		guard.judged(measured).forEach(System.out::println);
		return guard.losses(measured);
	}

	private Map<String, List<Score>> measure(Suite suite) throws RunnerException {
		Map<String, List<Score>> scores = new TreeMap<>();
		for (int round = 0; round < this.rounds; round++) {
			for (RunResult result : new Runner(options(suite).build()).run()) {
				Score score = Score.of(result);
				scores.computeIfAbsent(score.variant(), (variant) -> new ArrayList<>()).add(score);
			}
		}
		return scores;
	}

	private ChainedOptionsBuilder options(Suite suite) {
		return new OptionsBuilder().include(suite.pattern())
			.forks(1)
			.warmupIterations(WARM_UPS)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(ITERATIONS)
			.measurementTime(ITERATION)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
	}

}
