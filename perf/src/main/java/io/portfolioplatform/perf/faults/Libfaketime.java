package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The library that moves the clock of a process, where Debian puts it, and what it leaves
 * behind: a semaphore and shared memory for each process that was killed.
 */
final class Libfaketime implements AutoCloseable {

	private static final String LIBRARY = "faketime/libfaketime.so.1";

	private final Path shared;

	private final Instant begun = Instant.now();

	/**
	 * Use the library from now on.
	 * @param shared where shared memory is
	 */
	Libfaketime(Path shared) {
		this.shared = shared;
	}

	/**
	 * Return what a process is started with.
	 * @param file says by how many seconds its clock is off
	 * @return variables, none where there is no library
	 * @throws IOException if that cannot be found out
	 */
	String environment(Path file) throws IOException {
		try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
			for (Path architecture : architectures) {
				Path library = architecture.resolve(LIBRARY);
				if (Files.exists(library)) {
					return environment(library, file);
				}
			}
		}
		return "";
	}

	/** With its "fix", waits of a JVM would end at once. */
	private static String environment(Path library, Path file) {
		return """
				LD_PRELOAD=%s
				FAKETIME_TIMESTAMP_FILE=%s
				FAKETIME_CACHE_DURATION=1
				FAKETIME_DONT_FAKE_MONOTONIC=1
				FAKETIME_FORCE_MONOTONIC_FIX=0
				NO_FAKE_STAT=1
				""".formatted(library, file);
	}

	/** Whatever has another's process id later would not start. */
	@Override
	public void close() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.shared, "*faketime_s*_*")) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				boolean recent = !Files.getLastModifiedTime(file).toInstant().isBefore(this.begun);
				if (recent && hasEnded(Long.parseLong(name.substring(name.lastIndexOf('_') + 1)))) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	/** One that nobody has waited for is there still, without a command. */
	private static boolean hasEnded(long pid) {
		return ProcessHandle.of(pid).flatMap((process) -> process.info().command()).isEmpty();
	}

}
