package io.portfolioplatform.perf.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives load and server a core each, where the machine has two and {@code taskset}.
 */
final class Cores {

	private static final boolean APART = Runtime.getRuntime().availableProcessors() > 1
			&& Files.isExecutable(Path.of("/usr/bin/taskset"));

	private Cores() {
	}

	static void pinThisProcess() throws IOException {
		if (APART) {
			String pid = Long.toString(ProcessHandle.current().pid());
			new ProcessBuilder("taskset", "-acp", "1", pid).start().onExit().join();
		}
	}

	static List<String> onTheOther(List<String> command) {
		return APART ? Stream.concat(Stream.of("taskset", "-c", "0"), command.stream()).toList() : command;
	}

}
