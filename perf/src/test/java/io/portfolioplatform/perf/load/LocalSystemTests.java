package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalSystem}: scripts that say that they were run, and a process that
 * has them run.
 */
class LocalSystemTests {

	@TempDir
	private Path directory;

	private Process owner;

	@BeforeEach
	void start() throws IOException {
		Path scripts = Files.createDirectories(this.directory.resolve("deploy/local"));
		for (String script : new String[] { "up", "down" }) {
			Path file = Files.writeString(scripts.resolve(script),
					"#!/bin/sh\necho " + script + " >> \"$LOCAL_DIR/said\"\n");
			assertThat(file.toFile().setExecutable(true)).isTrue();
		}
		this.owner = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
				System.getProperty("java.class.path"), Owner.class.getName())
			.directory(this.directory.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	@AfterEach
	void stop() {
		this.owner.destroyForcibly();
	}

	@Test
	void endsWithWhoeverStartedIt() throws Exception {
		ProcessHandle user = user();
		this.owner.destroy();
		assertThat(this.owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.directory.resolve("said")).hasContent("up\ndown");
		assertThat(user.onExit()).succeedsWithin(10, TimeUnit.SECONDS);
	}

	@Test
	void isNotStoppedOnceMore() throws Exception {
		assertThat(user().destroy()).isTrue();
		assertThat(this.owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.directory.resolve("said")).hasContent("up\ndown");
	}

	/** What uses the system says its number when it runs. */
	private ProcessHandle user() throws IOException {
		return ProcessHandle.of(Long.parseLong(this.owner.inputReader().readLine())).orElseThrow();
	}

	/**
	 * Starts a system, and has something use it until that ends.
	 */
	static final class Owner {

		private Owner() {
		}

		/**
		 * Starts it.
		 * @param args none
		 */
		public static void main(String[] args) throws Exception {
			try (LocalSystem system = LocalSystem.start(Path.of(""), 20_000, 1, Map.of())) {
				Process user = new ProcessBuilder("sleep", "600").start();
				System.out.println(user.pid());
				user.waitFor();
				assertThat(system.port()).isEqualTo(20_000);
			}
		}

	}

}
