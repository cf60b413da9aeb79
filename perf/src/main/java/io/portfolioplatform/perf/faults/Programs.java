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
		check(new ProcessBuilder(command).redirectErrorStream(true), command);
		if ("KILL".equals(signal)) {
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
	}

	void redisCli(String command) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(
				List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(this.system.redisPort())));
		arguments.addAll(List.of(command.split(" ", -1)));
		ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
		builder.environment().put("REDISCLI_AUTH", this.system.secret("redis_password"));
		check(builder, arguments);
	}

	private static void check(ProcessBuilder builder, List<String> command) throws IOException, InterruptedException {
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		// PostgreSQL's processes end each other: the last ones are gone when their turn
		// comes.
		boolean gone = output.lines().count() > 0
				&& output.lines().allMatch((line) -> line.endsWith("No such process"));
		if ((process.waitFor() != 0 && !gone) || output.startsWith("ERR")) {
			throw new IOException(command + ": " + output);
		}
	}

}
