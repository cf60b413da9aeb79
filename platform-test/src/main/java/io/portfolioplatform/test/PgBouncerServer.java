package io.portfolioplatform.test;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PgBouncer on a free port of the loopback interface, in transaction mode unless a
 * setting says otherwise. It needs the program {@code pgbouncer} on the path or in
 * {@code /usr/sbin}; started by root, it gives its privileges up.
 */
public final class PgBouncerServer implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(10);

	private static final Set<PgBouncerServer> RUNNING = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(PgBouncerServer::close)));
	}

	private final Process process;

	private final Path directory;

	private final int port;

	private PgBouncerServer(Process process, Path directory, int port) {
		this.process = process;
		this.directory = directory;
		this.port = port;
		RUNNING.add(this);
	}

	/**
	 * Return whether the program is installed.
	 * @return whether {@link #start} can work
	 */
	public static boolean isInstalled() {
		return program().isPresent();
	}

	/**
	 * Start a pooler for every database and every user of a server.
	 * @param server the server behind it
	 * @param settings lines of the {@code [pgbouncer]} section that win over the defaults
	 * here, such as {@code max_client_conn = 200}
	 * @return a running pooler that the caller closes
	 * @throws UncheckedIOException if it does not start
	 */
	public static PgBouncerServer start(PostgresServer server, String... settings) {
		try {
			return startOn(freePort(), server, settings);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PgBouncer did not start", ex);
		}
	}

	static PgBouncerServer startOn(int port, PostgresServer server, String... settings) throws IOException {
		String program = program().orElseThrow(() -> new IllegalStateException("PgBouncer is not installed"));
		Path directory = Files.createTempDirectory("pgbouncer",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Path configuration = PgBouncerConfiguration.write(directory, server, port, settings);
		ProcessBuilder builder = isRoot() ? new ProcessBuilder(program, "-u", "nobody", configuration.toString())
				: new ProcessBuilder(program, configuration.toString());
		Path log = directory.resolve("log");
		PgBouncerServer started = new PgBouncerServer(
				builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), directory, port);
		try {
			started.await(log);
			return started;
		}
		catch (IOException ex) {
			started.close();
			throw ex;
		}
	}

	/**
	 * Return the port the pooler listens on.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		if (RUNNING.remove(this)) {
			this.process.destroyForcibly().onExit().join();
			try (Stream<Path> files = Files.walk(this.directory).sorted(Comparator.reverseOrder())) {
				files.map(Path::toFile).forEach(File::delete);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The files of PgBouncer cannot be deleted", ex);
			}
		}
	}

	/**
	 * Wait until the pooler itself says that it listens: whoever answers on the port may
	 * be another that has taken it meanwhile.
	 */
	private void await(Path log) throws IOException {
		long deadline = System.nanoTime() + START.toNanos();
		try {
			while (!Files.readString(log).contains("process up:")) {
				if (this.process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
					throw new IOException("It said: " + Files.readString(log));
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while it started");
		}
	}

	private static Optional<String> program() {
		return Stream
			.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
					Stream.of("/usr/sbin"))
			.map((directory) -> Path.of(directory, "pgbouncer"))
			.filter(Files::isExecutable)
			.map(Path::toString)
			.findFirst();
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
