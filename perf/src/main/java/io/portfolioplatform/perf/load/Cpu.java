package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a program has taken of the CPU, with the processes that it has started, also those
 * that have ended: PostgreSQL has one for each connection. The JDK tells nothing of
 * these.
 */
final class Cpu {

	/** Of the line that Linux writes of a process, after its name; see proc(5). */
	private static final List<Integer> OWN = List.of(11, 12);

	private static final List<Integer> OF_ENDED_CHILDREN = List.of(13, 14);

	/** Linux counts hundredths of a second here, whatever its own clock does. */
	private static final long TICK_MILLIS = 10;

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
		return Duration.ofMillis(ticks * TICK_MILLIS);
	}

	private static long ticks(long process) throws IOException {
		try {
			String line = Files.readString(Path.of("/proc/" + process + "/stat"));
			String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
			return sum(fields, OWN) + sum(fields, OF_ENDED_CHILDREN);
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

	private static long sum(String[] fields, List<Integer> positions) {
		return positions.stream().mapToLong((position) -> Long.parseLong(fields[position])).sum();
	}

}
