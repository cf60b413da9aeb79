package io.portfolioplatform.test.proxy;

import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One client connection and its counterpart to the server.
 */
final class ProxiedConnection {

	private final Socket client;

	private final Socket server;

	private final Pump toServer;

	private final Pump toClient;

	private final Consumer<ProxiedConnection> onEnd;

	private final AtomicInteger openDirections = new AtomicInteger(2);

	ProxiedConnection(Socket client, Socket server, Faults faults, Consumer<ProxiedConnection> onEnd) {
		this.client = client;
		this.server = server;
		this.onEnd = onEnd;
		this.toServer = new Pump(client, server, Direction.TO_SERVER, faults, this::directionEnded, this::reset);
		this.toClient = new Pump(server, client, Direction.TO_CLIENT, faults, this::directionEnded, this::reset);
	}

	void start() {
		this.toServer.start();
		this.toClient.start();
	}

	void reset() {
		Sockets.reset(this.client);
		Sockets.reset(this.server);
		this.toServer.stop();
		this.toClient.stop();
		this.onEnd.accept(this);
	}

	private void directionEnded() {
		if (this.openDirections.decrementAndGet() == 0) {
			Sockets.close(this.client);
			Sockets.close(this.server);
			this.onEnd.accept(this);
		}
	}

}
