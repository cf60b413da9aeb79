package io.portfolioplatform.perf.load;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Cpu}, with real processes.
 */
class CpuTests {

	@Test
	void countsChildrenThatHaveEnded() throws Exception {
		Process program = new ProcessBuilder("sh", "-c",
				"sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done'; echo done; read line")
			.start();
		try {
			assertThat(program.inputReader().readLine()).isEqualTo("done");
			assertThat(program.descendants()).isEmpty();
			assertThat(Cpu.of(program.toHandle())).isGreaterThan(Duration.ofMillis(20));
		}
		finally {
			program.destroy();
		}
	}

	@Test
	void countsChildrenThatWork() throws Exception {
		Process program = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done'; :").start();
		try {
			await().until(() -> Cpu.of(program.toHandle()).compareTo(Duration.ofMillis(50)) > 0);
		}
		finally {
			program.descendants().forEach(ProcessHandle::destroy);
			program.destroy();
		}
	}

	@Test
	void countsNothingOfWhatHasEnded() throws Exception {
		Process program = new ProcessBuilder("true").start();
		ProcessHandle handle = program.toHandle();
		program.waitFor();
		await().untilAsserted(() -> assertThat(Cpu.of(handle)).isZero());
	}

}
