package io.portfolioplatform.perf.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.test.proxy.FaultProxy;

/**
 * A JVM with some pods, seen from the process that directs the fleet.
 */
final class WorkerProcess implements AutoCloseable {

	private final Process process;

	private final PrintStream commands;

	private final FaultProxy network;

	private final Map<String, Long> firsts;

	private volatile long[] counts = new long[3];

	private WorkerProcess(Process process, FaultProxy network, Map<String, Long> firsts) {
		this.process = process;
		this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
		this.network = network;
		this.firsts = firsts;
	}

	/**
	 * Start a JVM without pods.
	 * @param strategy how its pools are sized
	 * @param settings what the run is about
	 * @param poolerPort port of the pooler
	 * @param database name of the database
	 * @param firsts where the time goes that each pod waited for its first connection, in
	 * milliseconds
	 */
	static WorkerProcess start(Strategy strategy, Settings settings, int poolerPort, String database,
			Map<String, Long> firsts) throws IOException {
		FaultProxy network = FaultProxy.to("localhost", poolerPort);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlogging.level.root=warn", "-cp", classPath(),
						FleetWorker.class.getName(), strategy.name(), url(strategy, network.port(), database)));
		for (int number : new int[] { settings.limit(), settings.reserved(), settings.slots(), settings.small(),
				settings.large(), settings.workers(), settings.second() }) {
			command.add(String.valueOf(number));
		}
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		WorkerProcess worker = new WorkerProcess(process, network, firsts);
		Thread reader = new Thread(worker::read, "fleet-worker-" + process.pid());
		reader.setDaemon(true);
		reader.start();
		return worker;
	}

	private static String url(Strategy strategy, int port, String database) {
		return (strategy == Strategy.LEASED)
				? "postgresql://postgres:postgres@localhost:" + port + "/" + database + "?sslmode=disable"
				: "jdbc:postgresql://localhost:" + port + "/" + database
						+ "?user=postgres&password=postgres&sslmode=disable";
	}

	private static String classPath() {
		// Surefire's own class path is a temporary file, and this its contents.
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private void read() {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] words = line.split(" ", -1);
				if (words[0].equals(Counts.FIRST)) {
					this.firsts.put(words[1], Long.parseLong(words[2]));
				}
				else if (words[0].equals(Counts.COUNTS)) {
					this.counts = new long[] { Long.parseLong(words[1]), Long.parseLong(words[2]),
							Long.parseLong(words[3]) };
				}
			}
		}
		catch (IOException ex) {
			// Killed, as the script says.
			this.commands.close();
		}
	}

	void command(String command) {
		this.commands.println(command);
	}

	void partition() {
		this.network.pause();
	}

	void heal() {
		this.network.restore();
	}

	void signal(String signal) throws IOException {
		new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().onExit().join();
	}

	/**
	 * End the process as {@code kill -9} does.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Return uses that worked, uses that failed, and refused connections.
	 */
	long[] counts() {
		return this.counts;
	}

	@Override
	public void close() throws IOException {
		signal("CONT");
		this.commands.close();
		if (!this.process.onExit().completeOnTimeout(this.process, 5, TimeUnit.SECONDS).join().isAlive()) {
			this.network.close();
			return;
		}
		kill();
		this.network.close();
	}

}
