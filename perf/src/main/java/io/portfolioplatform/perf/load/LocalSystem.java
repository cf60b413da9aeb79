package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The system that {@code deploy/local} runs on loopback from the shipped configuration:
 * nginx, backends, PgBouncer, Redis and PostgreSQL.
 *
 * @param directory where it keeps its files
 * @param port nginx's port, the base of the others
 * @param backends how many backends it has
 * @param environment variables of the backends, beside those of the shipped files
 */
public record LocalSystem(Path directory, int port, int backends,
		Map<String, String> environment) implements AutoCloseable {

	/**
	 * What the image takes of the memory that compose and Kubernetes give a backend, and
	 * the collector that a JVM chooses there.
	 */
	public static final String JVM = "-Xmx576m -XX:+UseSerialGC";

	private static final String BANDWIDTHS = "PLATFORM_RATELIMIT_POLICIES_DASHBOARD_BANDWIDTHS_";

	/**
	 * Lets one user ask for overviews all the time, which the limits exist to prevent.
	 * Both bandwidths that are shipped are still counted against: of a list that the
	 * environment names, nothing else remains.
	 */
	public static final Map<String, String> LIMITS_LIFTED = Map.of(BANDWIDTHS + "0_CAPACITY", "1000000000",
			BANDWIDTHS + "0_PERIOD", "1s", BANDWIDTHS + "1_CAPACITY", "1000000000", BANDWIDTHS + "1_PERIOD", "1m");

	private static final Path SCRIPTS = Path.of("deploy/local");

	private static final int POSTGRES = 1;

	private static final int PGBOUNCER = 2;

	private static final int REDIS = 3;

	/** A backend needs no longer to start, on a busy machine. */
	private static final Duration START = Duration.ofMinutes(4);

	private static final Duration PROBE = Duration.ofSeconds(2);

	private static final int READY = 200;

	/**
	 * Its first word is in capitals, such as {@code NOAUTH}, and says what kind it is.
	 */
	private static final Pattern REDIS_ERROR = Pattern.compile("[A-Z]{3,} .+");

	/**
	 * What runs: its programs are no children of this process, and must not outlive it.
	 */
	private static final Set<LocalSystem> RUNNING = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(LocalSystem::closeAll));
	}

	/**
	 * Start it and wait until it is ready.
	 * @param directory where it keeps its files
	 * @param port nginx's port
	 * @param backends how many backends
	 * @param environment variables of the backends
	 * @return the running system
	 * @throws IOException if it does not start
	 */
	public static LocalSystem start(Path directory, int port, int backends, Map<String, String> environment)
			throws IOException {
		LocalSystem system = new LocalSystem(directory.toAbsolutePath(), port, backends, environment);
		RUNNING.add(system);
		system.run("up");
		return system;
	}

	/**
	 * The same without what earlier runs have left there.
	 * @param directory where it keeps its files
	 * @param port nginx's port
	 * @param backends how many backends
	 * @param environment variables of the backends
	 * @return the running system
	 * @throws IOException if it does not start
	 */
	public static LocalSystem startAnew(Path directory, int port, int backends, Map<String, String> environment)
			throws IOException {
		new LocalSystem(directory.toAbsolutePath(), port, backends, environment).run("down", "--volumes");
		return start(directory, port, backends, environment);
	}

	/**
	 * Return where nginx is.
	 * @return the address
	 */
	public URI url() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/**
	 * Return where a backend is, past nginx.
	 * @param number of the backend, from 1
	 * @return the address
	 */
	public URI backend(int number) {
		return URI.create("http://127.0.0.1:" + (this.port + 10 * number));
	}

	/**
	 * Return a running program.
	 * @param name such as {@code backend-1}
	 * @return its process
	 * @throws IOException if its process id cannot be read
	 */
	public ProcessHandle process(String name) throws IOException {
		ProcessHandle process = processes().get(name);
		if (process == null) {
			throw new IllegalStateException(name + " does not run");
		}
		return process;
	}

	/**
	 * Return where PgBouncer is.
	 * @return its port
	 */
	public int poolerPort() {
		return this.port + PGBOUNCER;
	}

	/**
	 * Return where Redis is.
	 * @return its port
	 */
	public int redisPort() {
		return this.port + REDIS;
	}

	/**
	 * Return a secret.
	 * @param name name of its file
	 * @return the secret
	 * @throws IOException if it cannot be read
	 */
	public String secret(String name) throws IOException {
		return Files.readString(this.directory.resolve("secrets").resolve(name)).strip();
	}

	/**
	 * Start programs that have ended.
	 * @param names such as {@code redis}
	 * @throws IOException if one cannot be started
	 */
	public void start(String... names) throws IOException {
		run("start", names);
	}

	/**
	 * Wait until every backend says that it is ready.
	 * @throws InterruptedException if interrupted
	 */
	public void awaitReady() throws InterruptedException {
		HttpClient client = HttpClient.newHttpClient();
		long begun = System.nanoTime();
		for (URI management : management()) {
			HttpRequest request = HttpRequest.newBuilder(management.resolve("/readyz")).timeout(PROBE).build();
			while (!isReady(client, request)) {
				if (System.nanoTime() - begun > START.toNanos()) {
					throw new IllegalStateException(
							"The backend at " + management + " did not become ready; its log is in " + this.directory);
				}
				TimeUnit.MILLISECONDS.sleep(200);
			}
		}
	}

	private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
		try {
			return client.send(request, BodyHandlers.discarding()).statusCode() == READY;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Return where PostgreSQL is, past PgBouncer.
	 * @return its port
	 */
	public int databasePort() {
		return this.port + POSTGRES;
	}

	/**
	 * Replace one backend after the other, as a deployment does.
	 * @param rounds how often
	 * @throws IOException if one does not start
	 */
	public void rollingRestart(int rounds) throws IOException {
		run("rolling-restart", Integer.toString(rounds));
	}

	/**
	 * Make a replica, kill the primary, and let the replica take its place.
	 * @param name {@code postgres} or {@code redis}
	 * @throws IOException if the replica does not take over
	 */
	public void failover(String name) throws IOException {
		run("failover", name);
	}

	/**
	 * Return where each backend's Actuator is.
	 * @return the addresses, in the order of the backends
	 */
	public List<URI> management() {
		return IntStream.rangeClosed(1, this.backends)
			.mapToObj((number) -> URI.create("http://127.0.0.1:" + (this.port + 10 * number + 1)))
			.toList();
	}

	/**
	 * Return the secret that access tokens are signed with.
	 * @return its bytes
	 * @throws IOException if it cannot be read
	 */
	public byte[] tokenSecret() throws IOException {
		return Users.secret(this.directory.resolve("secrets/SUPABASE_JWT_SECRET"));
	}

	/**
	 * Return the running programs.
	 * @return the process of each, with its children, by name
	 * @throws IOException if the process ids cannot be read
	 */
	public Map<String, ProcessHandle> processes() throws IOException {
		Map<String, ProcessHandle> processes = new TreeMap<>();
		try (Stream<Path> files = Files.list(this.directory.resolve("pid"))) {
			for (Path file : files.toList()) {
				ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
					.ifPresent((process) -> processes.put(file.getFileName().toString(), process));
			}
		}
		return processes;
	}

	/**
	 * Ask Redis.
	 * @param command a command and its arguments, separated by a space each
	 * @return what it says
	 * @throws IOException if it refuses
	 */
	public String redisCli(String command) throws IOException, InterruptedException {
		List<String> words = new ArrayList<>(
				List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(redisPort())));
		words.addAll(List.of(command.split(" ", -1)));
		ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
		builder.environment().put("REDISCLI_AUTH", secret("redis_password"));
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0 || REDIS_ERROR.matcher(output).lookingAt()) {
			throw new IOException(command + ": " + output);
		}
		return output;
	}

	private void run(String script, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
		builder.environment().putAll(this.environment);
		builder.environment().put("LOCAL_DIR", this.directory.toString());
		builder.environment().put("PORT", Integer.toString(this.port));
		builder.environment().put("BACKENDS", Integer.toString(this.backends));
		int status = builder.start().onExit().join().exitValue();
		if (status != 0) {
			throw new IllegalStateException(SCRIPTS.resolve(script) + " ended with " + status);
		}
	}

	/**
	 * Whatever starts or uses a system ends before it: Gatling, or a script that is not
	 * done.
	 */
	private static void closeAll() {
		for (LocalSystem system : List.copyOf(RUNNING)) {
			if (RUNNING.remove(system)) {
				ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
				try {
					system.run("down");
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	@Override
	public void close() throws IOException {
		if (RUNNING.contains(this)) {
			run("down");
			RUNNING.remove(this);
		}
	}

}
