package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LocalSystem;

/**
 * The programs that a system is made of, and what can be done to them from a shell.
 *
 * @param system the system
 */
record Programs(LocalSystem system) {

	/** The program and what it started: PostgreSQL is many processes. */
	void signal(String program, String signal) throws IOException, InterruptedException {
		ProcessHandle process = this.system.process(program);
		List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
		process.descendants().forEach((child) -> command.add(Long.toString(child.pid())));
		command.add(Long.toString(process.pid()));
		kill(command);
		if ("KILL".equals(signal)) {
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
	}

	/**
	 * PostgreSQL's processes end each other: the last ones are gone when their turn
	 * comes.
	 */
	private static void kill(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		boolean gone = !output.isEmpty() && output.lines().allMatch((line) -> line.endsWith("No such process"));
		if (process.waitFor() != 0 && !gone) {
			throw new IOException(command + ": " + output);
		}
	}

}
