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

	private final Faults faults;

	private final Consumer<ProxiedConnection> onEnd;

	private final AtomicInteger openDirections = new AtomicInteger(2);

	ProxiedConnection(Socket client, Socket server, Faults faults, Consumer<ProxiedConnection> onEnd) {
		this.client = client;
		this.server = server;
		this.faults = faults;
		this.onEnd = onEnd;
	}

	void start() {
		new Pump(this.client, this.server, Direction.TO_SERVER, this.faults, this::directionEnded, this::reset).start();
		new Pump(this.server, this.client, Direction.TO_CLIENT, this.faults, this::directionEnded, this::reset).start();
	}

	void reset() {
		Sockets.reset(this.client);
		Sockets.reset(this.server);
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
