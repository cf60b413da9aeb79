package io.portfolioplatform.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PgBouncer on a free port of the loopback interface, in transaction mode unless a
 * setting says otherwise. It needs the program {@code pgbouncer} on the path or in
 * {@code /usr/sbin}; started by root, it gives its privileges up.
 */
public final class PgBouncerServer implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(10);

	private final Process process;

	private final int port;

	private PgBouncerServer(Process process, int port) {
		this.process = process;
		this.port = port;
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
		String program = program().orElseThrow(() -> new IllegalStateException("PgBouncer is not installed"));
		try {
			int port = freePort();
			Path directory = Files.createTempDirectory("pgbouncer",
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
			Path log = directory.resolve("log");
			Path configuration = PgBouncerConfiguration.write(directory, server, port, settings);
			ProcessBuilder builder = isRoot() ? new ProcessBuilder(program, "-u", "nobody", configuration.toString())
					: new ProcessBuilder(program, configuration.toString());
			PgBouncerServer started = new PgBouncerServer(
					builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
			started.await(log);
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PgBouncer did not start", ex);
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
		this.process.destroyForcibly();
		try {
			this.process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void await(Path log) throws IOException {
		long deadline = System.nanoTime() + START.toNanos();
		while (!answers()) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				close();
				throw new IOException("It said: " + Files.readString(log));
			}
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
	}

	private boolean answers() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 200);
			return true;
		}
		catch (IOException ex) {
			return false;
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
