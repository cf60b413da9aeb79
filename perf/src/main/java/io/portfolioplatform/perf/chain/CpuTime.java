package io.portfolioplatform.perf.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.portfolioplatform.perf.load.ProcStat;

/**
 * What a JVM has taken of the CPU, in hundredths of a second, as Linux counts it.
 *
 * @param user outside of the kernel
 * @param kernel in the kernel
 * @param own outside of the kernel, by each thread that is the JVM's own
 */
record CpuTime(long user, long kernel, Map<String, Long> own) {

	/** Compilers, collectors and the flight recorder; Linux cuts names short. */
	private static final Pattern OWN_THREADS = Pattern.compile("C[12] Compiler|GC |G1 |VM |Sweeper|JFR ");

	CpuTime {
		own = Map.copyOf(own);
	}

	/**
	 * Read what a process has taken so far.
	 * @param process a JVM
	 */
	static CpuTime of(ProcessHandle process) throws IOException {
		Path directory = Path.of("/proc/" + process.pid());
		Map<String, Long> own = new HashMap<>();
		try (Stream<Path> threads = Files.list(directory.resolve("task"))) {
			for (Path thread : threads.toList()) {
				readOwn(thread, own);
			}
		}
		ProcStat all = ProcStat.of(directory);
		return new CpuTime(all.user(), all.kernel(), own);
	}

	private static void readOwn(Path thread, Map<String, Long> own) throws IOException {
		try {
			if (OWN_THREADS.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
				own.put(thread.getFileName().toString(), ProcStat.of(thread).user());
			}
		}
		catch (IOException ex) {
			if (Files.exists(thread)) {
				throw ex;
			}
		}
	}

	/**
	 * Return what it has taken since. What threads have taken that have ended meanwhile
	 * is nobody's own.
	 * @param before what it had taken before
	 */
	CpuTime since(CpuTime before) {
		Map<String, Long> since = new HashMap<>();
		this.own.forEach((thread, time) -> since.put(thread, time - before.own.getOrDefault(thread, 0L)));
		return new CpuTime(this.user - before.user, this.kernel - before.kernel, since);
	}

	double kernelPart() {
		return (double) this.kernel / (this.user + this.kernel);
	}

	double ownPart() {
		return (double) this.own.values().stream().mapToLong(Long::longValue).sum() / (this.user + this.kernel);
	}

}
