package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Libfaketime}.
 */
class LibfaketimeTests {

	@TempDir
	private Path shared;

	@Test
	void removesWhatEndedProcessesOfThisRunHaveLeft() throws Exception {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		Path older = file("faketime_shm_" + (process.pid() + 1_000_000_000));
		Files.setLastModifiedTime(older, FileTime.from(Instant.now().minusSeconds(60)));
		try (Libfaketime library = new Libfaketime(this.shared)) {
			assertThat(library.environment(this.shared)).satisfiesAnyOf((text) -> assertThat(text).isEmpty(),
					(text) -> assertThat(text).contains("FAKETIME_TIMESTAMP_FILE=" + this.shared));
			later("faketime_shm_" + process.pid());
			later("sem.faketime_sem_" + process.pid());
			later("faketime_shm_" + ProcessHandle.current().pid());
			later("another_1");
		}
		assertThat(this.shared.toFile().list()).containsExactlyInAnyOrder(older.getFileName().toString(),
				"faketime_shm_" + ProcessHandle.current().pid(), "another_1");
	}

	private Path file(String name) throws IOException {
		return Files.createFile(this.shared.resolve(name));
	}

	/** Some file systems count in whole seconds. */
	private void later(String name) throws IOException {
		Files.setLastModifiedTime(file(name), FileTime.from(Instant.now().plusSeconds(2)));
	}

}
