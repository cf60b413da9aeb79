package io.portfolioplatform.perf.chain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Seeder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the reference application's memoized overview and a bare controller with the
 * same bytes, in turn and in one run.
 */
public final class ChainCommand {

	private static final int PORT = 18180;

	private static final int BARE_PORT = 18280;

	/** Since this JDK. */
	private static final int VIRTUAL_THREADS = 21;

	static final int CONNECTIONS = 64;

	private static final int SECONDS = 5;

	/** A whole application compiles for about as long. */
	private static final int WARM_UP_SECONDS = 120;

	/** More at once and what still compiles sheds some of them. */
	private static final int WARM_UP_CONNECTIONS = 8;

	/**
	 * On 17 the application had a tenth of its requests while the flight recorder
	 * watched, which tells nothing of the others.
	 */
	private static final int LIGHT_RECORDER = 21;

	/** For some thousand samples. */
	private static final int PROFILE_SECONDS = 15;

	private static final int PROFILES = 3;

	/**
	 * Compiled code says what ran at any place, not only at calls and loops: else samples
	 * count for those.
	 */
	private static final String JVM = LocalSystem.JVM + " -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints";

	private ChainCommand() {
	}

	/**
	 * Measure and write {@code chain.json} and {@code chain.md}.
	 * @param rounds how often each server is measured
	 * @param directory where to write
	 * @throws IOException if a server cannot be started
	 * @throws InterruptedException if interrupted
	 */
	public static void run(int rounds, Path directory) throws IOException, InterruptedException {
		Map<String, String> environment = new HashMap<>(LocalSystem.LIMITS_LIFTED);
		environment.put("JAVA_OPTS", JVM);
		try (LocalSystem system = LocalSystem.startAnew(Path.of("perf/target/chain"), PORT, 1, environment)) {
			LoadUser user = LoadUser.of(0, system.tokenSecret());
			new Seeder(system.url()).seed(user);
			URI overview = system.backend(1).resolve("/api/dashboard/overview");
			Path body = Files.write(Files.createTempFile("overview", ".json"), overview(overview, user));
			List<Server> servers = new ArrayList<>(
					List.of(new Server(ChainReport.CHAIN, overview, user.token(), system.process("backend-1"))));
			String java = java(system.process("backend-1"));
			List<Process> started = new ArrayList<>();
			try {
				// As the application's, where the JVM has them.
				for (boolean virtual : (Runtime.version().feature() >= VIRTUAL_THREADS) ? List.of(false, true)
						: List.of(false)) {
					int port = BARE_PORT + started.size();
					Process bare = bare(java, body, port, virtual);
					started.add(bare);
					servers.add(new Server(virtual ? ChainReport.VIRTUAL : ChainReport.BARE,
							URI.create("http://127.0.0.1:" + port + overview.getPath()), user.token(),
							bare.toHandle()));
				}
				Map<String, List<Burst>> bursts = measure(servers, rounds);
				// What was measured is there whatever becomes of the profile.
				write(new ChainReport(bursts, Map.of()), directory);
				ChainReport report = new ChainReport(bursts,
						(Runtime.version().feature() >= LIGHT_RECORDER) ? profile(servers) : Map.of());
				write(report, directory);
				System.out.println(report.markdown());
			}
			finally {
				for (Process bare : started) {
					bare.destroy();
					bare.waitFor();
				}
			}
		}
	}

	private static Map<String, List<Burst>> measure(List<Server> servers, int rounds)
			throws IOException, InterruptedException {
		Map<String, List<Burst>> bursts = new TreeMap<>();
		for (Server server : servers) {
			Burst.measure(server, WARM_UP_CONNECTIONS, WARM_UP_SECONDS);
		}
		// The first to get warm has been idle for longest.
		for (Server server : servers) {
			Burst.measure(server, CONNECTIONS, SECONDS);
		}
		for (int round = 0; round < rounds; round++) {
			for (Server server : servers) {
				bursts.computeIfAbsent(server.name(), (name) -> new ArrayList<>())
					.add(Burst.measure(server, CONNECTIONS, SECONDS));
			}
			Collections.rotate(servers, 1);
		}
		return bursts;
	}

	private static Map<String, List<Spent>> profile(List<Server> servers) throws IOException, InterruptedException {
		Map<String, List<Spent>> spent = new TreeMap<>();
		String alike = ChainReport.alike(servers.stream().map(Server::name).toList());
		List<Server> profiled = servers.stream()
			.filter((server) -> List.of(ChainReport.CHAIN, alike).contains(server.name()))
			.toList();
		for (int round = 0; round < PROFILES; round++) {
			for (Server server : profiled) {
				spent.computeIfAbsent(server.name(), (name) -> new ArrayList<>()).add(profile(server));
			}
		}
		return spent;
	}

	private static Spent profile(Server server) throws IOException, InterruptedException {
		Profile profile = Profile.start(server.process());
		CpuTime before = CpuTime.of(server.process());
		Burst burst = Burst.measure(server, CONNECTIONS, PROFILE_SECONDS);
		CpuTime cpu = CpuTime.of(server.process()).since(before);
		return new Spent(burst.perCore(), profile.stop(), cpu.kernelPart(), cpu.ownPart());
	}

	private static byte[] overview(URI url, LoadUser user) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(url).header("Authorization", "Bearer " + user.token()).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
	}

	/** Both run on the same. */
	private static String java(ProcessHandle backend) {
		return backend.info().command().orElseThrow();
	}

	private static Process bare(String java, Path body, int port, boolean virtual)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(java));
		command.addAll(List.of(JVM.split(" ", -1)));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareApplication.class.getName(),
				"--server.port=" + port, "--server.address=127.0.0.1", "--spring.threads.virtual.enabled=" + virtual,
				"--body=" + body));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Files.createTempFile("bare", ".log").toFile())
			.start();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/dashboard/overview"))
			.build();
		while (process.isAlive()) {
			try {
				HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
				return process;
			}
			catch (IOException ex) {
				process.waitFor(200, TimeUnit.MILLISECONDS);
			}
		}
		throw new IllegalStateException("The bare controller did not start");
	}

	private static void write(ChainReport report, Path directory) throws IOException {
		Files.createDirectories(directory);
		new JsonMapper().writeValue(directory.resolve("chain.json").toFile(), report);
		Files.writeString(directory.resolve("chain.md"), report.markdown());
	}

}
