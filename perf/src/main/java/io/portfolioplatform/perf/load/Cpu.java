package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a program has taken of the CPU, with the processes that it has started, also those
 * that have ended: PostgreSQL has one for each connection.
 */
final class Cpu {

	private Cpu() {
	}

	/**
	 * Read what it has taken.
	 * @param program its first process
	 * @return CPU time of all of them
	 * @throws IOException if Linux does not say
	 */
	static Duration of(ProcessHandle program) throws IOException {
		long ticks = ticks(program.pid());
		for (ProcessHandle child : program.descendants().toList()) {
			ticks += ticks(child.pid());
		}
		return Duration.ofMillis(ticks * ProcStat.TICK_MILLIS);
	}

	private static long ticks(long process) throws IOException {
		try {
			return ProcStat.of(Path.of("/proc/" + process)).all();
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

}
