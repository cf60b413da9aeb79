package io.portfolioplatform.test.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on the loopback interface whose faults can be changed while connections are
 * open. It needs no program beside the JVM. All its threads are daemons. What one side
 * resets is reset for the other at once, whatever the faults.
 */
public final class FaultProxy implements AutoCloseable {

	private volatile InetSocketAddress server;

	private final ServerSocket listener;

	private final Faults faults = new Faults();

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicLong accepted = new AtomicLong();

	private FaultProxy(InetSocketAddress server, ServerSocket listener) {
		this.server = server;
		this.listener = listener;
	}

	/**
	 * Start a proxy in front of a server.
	 * @param host the server's host
	 * @param port the server's port
	 * @return a running proxy without faults, which the caller closes
	 * @throws UncheckedIOException if no port is free
	 */
	public static FaultProxy to(String host, int port) {
		try {
			FaultProxy proxy = new FaultProxy(new InetSocketAddress(host, port),
					new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
			Daemons.of("fault-proxy-accept", proxy::accept).start();
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The proxy cannot listen", ex);
		}
	}

	/**
	 * Return the port that clients connect to instead of the server's.
	 * @return the port on the loopback interface
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Deliver everything later, in both directions.
	 * @param latency how much later, zero for at once
	 */
	public void latency(Duration latency) {
		latency(Direction.TO_SERVER, latency);
		latency(Direction.TO_CLIENT, latency);
	}

	/**
	 * Deliver one direction later.
	 * @param direction the direction
	 * @param latency how much later, zero for at once
	 */
	public void latency(Direction direction, Duration latency) {
		this.faults.delay(direction, latency);
	}

	/**
	 * Lose some of what one direction sends, as a bad link does. Nothing is missing in
	 * the end, because TCP sends it again: what was lost comes 200 ms late, twice as late
	 * each time it is lost again, and what follows waits for it.
	 * @param direction the direction
	 * @param share how many of the chunks are lost, 0 for none to 1
	 */
	public void lose(Direction direction, double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException("A share is between 0 and 1, not " + share);
		}
		this.faults.lose(direction, share);
	}

	/**
	 * Hold back everything until {@link #restore()}: connections stay open and nothing is
	 * lost, as with a stopped process or a full link.
	 */
	public void pause() {
		this.faults.pause();
	}

	/**
	 * Throw away what one direction sends from now on, as a one-way partition does. The
	 * end of a connection is held back instead, because TCP sends it until it arrives.
	 * @param direction the direction
	 */
	public void drop(Direction direction) {
		this.faults.drop(direction);
	}

	/**
	 * Reset every connection that comes from now on. Open ones go on.
	 */
	public void refuse() {
		this.faults.refuse();
	}

	/**
	 * Reset every open connection (TCP RST). New ones are accepted.
	 */
	public void reset() {
		this.connections.forEach(ProxiedConnection::reset);
	}

	/**
	 * Lift every fault. What was held back or late is delivered at once, what was dropped
	 * stays lost.
	 */
	public void restore() {
		this.faults.clear();
	}

	/**
	 * Go on in front of another server, as after a failover: open connections are reset,
	 * new ones reach the other server.
	 * @param host the server's host
	 * @param port the server's port
	 */
	public void redirect(String host, int port) {
		this.server = new InetSocketAddress(host, port);
		reset();
	}

	/**
	 * Return how many connections are open now.
	 * @return the number of open connections
	 */
	public int openConnections() {
		return this.connections.size();
	}

	/**
	 * Return how many connections were opened since the start.
	 * @return the number of connections
	 */
	public long totalConnections() {
		return this.accepted.get();
	}

	/**
	 * Return how many chunks one direction forwarded. A client that waits for each answer
	 * sends one chunk for each round trip.
	 * @param direction the direction
	 * @return the number of chunks since the start
	 */
	public long chunks(Direction direction) {
		return this.faults.traffic(direction).chunks();
	}

	/**
	 * Return how many bytes one direction forwarded.
	 * @param direction the direction
	 * @return the number of bytes since the start
	 */
	public long bytes(Direction direction) {
		return this.faults.traffic(direction).bytes();
	}

	/**
	 * Return how many chunks of one direction were lost and sent again.
	 * @param direction the direction
	 * @return the number of losses since the start
	 */
	public long losses(Direction direction) {
		return this.faults.traffic(direction).losses();
	}

	@Override
	public void close() {
		Sockets.close(this.listener);
		this.faults.clear();
		reset();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				connect(this.listener.accept());
			}
			catch (IOException ex) {
				// Closed: the loop ends. Out of descriptors: the next round tries again.
				Thread.onSpinWait();
			}
		}
	}

	private void connect(Socket client) {
		if (this.faults.refusing()) {
			Sockets.reset(client);
			return;
		}
		this.accepted.incrementAndGet();
		InetSocketAddress server = this.server;
		Socket upstream = new Socket();
		try {
			// A chunk that waits for the answer to the one before would look like
			// latency.
			client.setTcpNoDelay(true);
			upstream.setTcpNoDelay(true);
			upstream.connect(server);
			ProxiedConnection connection = new ProxiedConnection(client, upstream, this.faults,
					this.connections::remove);
			this.connections.add(connection);
			if (this.listener.isClosed() || this.faults.refusing() || !server.equals(this.server)) {
				// A close, a refusal or a redirect meanwhile may have been too early to
				// reset it.
				connection.reset();
				return;
			}
			// Last: who has an answer has an open connection, which a refusal keeps.
			connection.start();
		}
		catch (IOException ex) {
			// The server refuses, so the client must see a refusal as well.
			Sockets.close(upstream);
			Sockets.reset(client);
		}
	}

}
