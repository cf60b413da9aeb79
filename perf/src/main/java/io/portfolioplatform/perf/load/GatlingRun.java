package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of Gatling, in a JVM of its own.
 *
 * @param url where the load goes; always loopback
 * @param users CSV file with the users
 * @param directory where Gatling writes
 */
record GatlingRun(URI url, Path users, Path directory) {

	/**
	 * Offer one step and read what came of it.
	 * @param step the step
	 * @return Gatling's figures of all requests
	 * @throws IOException if Gatling fails
	 * @throws InterruptedException if interrupted
	 */
	Figures offer(LoadPlan.Step step) throws IOException, InterruptedException {
		Path results = Files.createTempDirectory(Files.createDirectories(this.directory), step.rate() + "-per-second-");
		List<String> command = List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m",
				"--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
				"-Dload.url=" + this.url, "-Dload.users=" + this.users.toAbsolutePath(), "-Dload.rate=" + step.rate(),
				"-Dload.ramp=" + step.ramp(), "-Dload.seconds=" + step.seconds(), "io.gatling.app.Gatling",
				"--simulation", PortfolioSimulation.class.getName(), "--results-folder", results.toString());
		Path output = results.resolve("gatling.log");
		int status = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start()
			.waitFor();
		if (status != 0) {
			throw new IllegalStateException("Gatling ended with " + status + ": see " + output);
		}
		return Figures.parse(Files.readString(output));
	}

}
