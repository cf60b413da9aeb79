package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process or thread has taken of the CPU, in {@linkplain #TICK_MILLIS hundredths
 * of a second}, as Linux counts it: the JDK tells neither of threads of others nor of
 * children that have ended.
 *
 * @param user outside of the kernel
 * @param kernel in the kernel
 * @param ended by children that have ended
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc(5)</a>
 */
public record ProcStat(long user, long kernel, long ended) {

	/** Whatever the kernel's own clock does. */
	static final long TICK_MILLIS = 10;

	/** Behind the name, which may hold anything: blanks and brackets too. */
	private static final int USER = 11;

	private static final int KERNEL = 12;

	private static final int ENDED_USER = 13;

	private static final int ENDED_KERNEL = 14;

	/**
	 * Read it.
	 * @param directory such as {@code /proc/1} or {@code /proc/1/task/1}
	 * @return the times so far
	 * @throws IOException if it has ended, or Linux does not say
	 */
	public static ProcStat of(Path directory) throws IOException {
		String line = Files.readString(directory.resolve("stat"));
		String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
		return new ProcStat(Long.parseLong(fields[USER]), Long.parseLong(fields[KERNEL]),
				Long.parseLong(fields[ENDED_USER]) + Long.parseLong(fields[ENDED_KERNEL]));
	}

	long all() {
		return this.user + this.kernel + this.ended;
	}

}
