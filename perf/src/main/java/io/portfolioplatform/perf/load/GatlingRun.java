package io.portfolioplatform.perf.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One step of the load, offered by Gatling in a JVM of its own.
 */
final class GatlingRun implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final Path log;

	private final StringBuilder said = new StringBuilder();

	private GatlingRun(Process process, Path log) {
		this.process = process;
		this.output = process.inputReader();
		this.log = log;
	}

	/**
	 * Begin to offer a step.
	 * @param url where the load goes; always loopback
	 * @param users CSV file with the users
	 * @param directory where Gatling writes
	 * @param step the step
	 * @return the run, which goes on
	 * @throws IOException if Gatling cannot be started
	 * @throws IllegalArgumentException if the load would go to another machine
	 */
	static GatlingRun start(URI url, Path users, Path directory, LoadPlan.Step step) throws IOException {
		Loopback.require(url);
		Path results = Files.createTempDirectory(Files.createDirectories(directory), step.rate() + "-per-second-");
		List<String> command = List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m",
				"--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
				"-Dload.url=" + url, "-Dload.users=" + users.toAbsolutePath(), "-Dload.first=" + step.users(),
				"-Dload.rate=" + step.rate(), "-Dload.ramp=" + step.ramp(), "-Dload.seconds=" + step.seconds(),
				"io.gatling.app.Gatling", "--simulation", PortfolioSimulation.class.getName(), "--results-folder",
				results.toString());
		return new GatlingRun(new ProcessBuilder(command).redirectErrorStream(true).start(),
				results.resolve("gatling.log"));
	}

	ProcessHandle process() {
		return this.process.toHandle();
	}

	/**
	 * Wait until the rate is reached, and then once more until it has been kept for as
	 * long as was asked for.
	 * @throws IOException if Gatling ends before
	 */
	void awaitBell() throws IOException, InterruptedException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			this.said.append(line).append('\n');
			if (line.equals(PortfolioSimulation.BELL)) {
				return;
			}
		}
		throw failed("early");
	}

	/**
	 * Wait for the end.
	 * @return what Gatling saw since the rate was reached
	 * @throws IOException if Gatling fails
	 */
	Figures figures() throws IOException, InterruptedException {
		this.output.lines().forEach((line) -> this.said.append(line).append('\n'));
		int status = this.process.waitFor();
		if (status != 0) {
			throw failed("with " + status);
		}
		return Figures.parse(this.said.toString());
	}

	private IllegalStateException failed(String how) throws IOException {
		Files.writeString(this.log, this.said);
		return new IllegalStateException("Gatling ended " + how + ": see " + this.log);
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
