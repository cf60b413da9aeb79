package io.portfolioplatform.perf.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one server carried for a few seconds with all connections busy.
 *
 * @param rate answers per second
 * @param p95 95th percentile of the response time in milliseconds
 * @param perCore answers per second of CPU time that the server took
 */
record Burst(double rate, double p95, double perCore) {

	private static final Pattern FIGURES = Pattern.compile("figures (\\d+) (\\d+) (\\d+) (\\d+)");

	/**
	 * Prints requests, failures, microseconds, and the 95th percentile in microseconds.
	 */
	private static final String SCRIPT = """
			done = function(summary, latency, requests)
				local errors = summary.errors
				io.write(string.format("figures %d %d %d %d\\n", summary.requests,
					errors.status + errors.connect + errors.read + errors.write + errors.timeout,
					summary.duration, latency:percentile(95)))
			end
			""";

	/**
	 * Measure a server, which must answer everything.
	 * @param server the server
	 * @param connections how many are busy
	 * @param seconds for how long
	 */
	static Burst measure(Server server, int connections, int seconds) throws IOException, InterruptedException {
		Duration before = server.cpu();
		Path script = Files.writeString(Files.createTempFile("figures", ".lua"), SCRIPT);
		String output = run(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s", script.toString(),
				"-H", "Authorization: Bearer " + server.token(), server.url().toString()));
		Duration cpu = server.cpu().minus(before);
		Matcher figures = FIGURES.matcher(output);
		if (!figures.find() || !figures.group(2).equals("0")) {
			throw new IllegalStateException(server.name() + " did not answer everything: " + output);
		}
		double requests = Double.parseDouble(figures.group(1));
		return new Burst(requests / (Double.parseDouble(figures.group(3)) / 1e6),
				Double.parseDouble(figures.group(4)) / 1e3, requests / (cpu.toNanos() / 1e9));
	}

	/**
	 * Run a program that must succeed.
	 * @param command the program and its arguments
	 * @return what it says
	 */
	static String run(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(command.get(0) + " failed: " + output);
		}
		return output;
	}

}
