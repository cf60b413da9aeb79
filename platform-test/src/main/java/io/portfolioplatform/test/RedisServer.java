package io.portfolioplatform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/**
 * A real Redis server on a free port of the loopback interface, in memory only.
 */
public final class RedisServer implements AutoCloseable {

	private final redis.embedded.RedisServer server;

	private final int port;

	private RedisServer(redis.embedded.RedisServer server, int port) {
		this.server = server;
		this.port = port;
	}

	/**
	 * Return the server that the whole JVM shares, starting it at the first call. It
	 * stops with the JVM.
	 * @return the shared server
	 */
	public static RedisServer shared() {
		return Shared.SERVER;
	}

	/**
	 * Start a server of one's own, for tests that stop or fill it.
	 * @param settings lines of a {@code redis.conf}, such as {@code maxmemory 10mb}
	 * @return a running server that the caller closes
	 * @throws UncheckedIOException if the server does not start
	 */
	public static RedisServer start(String... settings) {
		return startOn(freePort(), settings);
	}

	/**
	 * Start a server on a given port, such as the one that a stopped server had.
	 * @param port the port, free at the time of the call
	 * @param settings lines of a {@code redis.conf}
	 * @return a running server that the caller closes
	 * @throws UncheckedIOException if the server does not start
	 */
	public static RedisServer startOn(int port, String... settings) {
		try {
			var builder = redis.embedded.RedisServer.newRedisServer()
				.port(port)
				.bind("127.0.0.1")
				.setting("save \"\"")
				.setting("appendonly no")
				.onShutdownForceStop(true);
			for (String setting : settings) {
				builder.setting(setting);
			}
			var server = builder.build();
			server.start();
			return new RedisServer(server, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded Redis did not start", ex);
		}
	}

	/**
	 * Return the host, always the loopback interface.
	 * @return the host name
	 */
	public String host() {
		return "localhost";
	}

	/**
	 * Return the port the server listens on.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the URL, as in the environment variable {@code REDIS_URL}.
	 * @return a {@code redis:} URL
	 */
	public String url() {
		return "redis://" + host() + ":" + this.port;
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded Redis did not stop", ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No free port", ex);
		}
	}

	/**
	 * Starts the shared server when it is first asked for.
	 */
	private static final class Shared {

		static final RedisServer SERVER = start();

	}

}
