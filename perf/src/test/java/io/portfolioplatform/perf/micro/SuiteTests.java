package io.portfolioplatform.perf.micro;

import java.util.Collection;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether each suite runs: every variant once, which says nothing about its time.
 */
class SuiteTests {

	/**
	 * Nothing is timed, so others may run benchmarks at the same time.
	 */
	@BeforeAll
	static void takeNoLock() {
		System.setProperty("jmh.ignoreLock", "true");
	}

	@ParameterizedTest
	@EnumSource(Suite.class)
	void runs(Suite suite) throws Exception {
		Collection<RunResult> results = new Runner(new OptionsBuilder().include(suite.pattern())
			.mode(Mode.SingleShotTime)
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.shouldFailOnError(true)
			.build()).run();
		assertThat(results).hasSizeGreaterThan(1)
			.extracting((result) -> result.getParams().getBenchmark())
			.doesNotHaveDuplicates();
	}

}
