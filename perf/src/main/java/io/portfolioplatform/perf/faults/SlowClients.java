package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LoadUser;
import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Shipped;

/**
 * Clients that never finish their requests: some do not end their heads, the others have
 * signed in and send a body byte by byte.
 */
final class SlowClients {

	private static final int NGINX = 1000;

	/** Bodies that find no thread, if a request takes one. */
	private static final int MORE = 50;

	/** Somebody who is none of the crowd. */
	private static final int STRANGER = 5000;

	private final List<Socket> sockets = new ArrayList<>();

	private CountDownLatch ended = new CountDownLatch(1);

	private final LocalSystem system;

	private final Duration lasts;

	SlowClients(LocalSystem system, Duration lasts) {
		this.system = system;
		this.lasts = lasts;
	}

	List<Fault> all() {
		int direct = 2 * (Shipped.threads() + MORE);
		return List.of(
				fault(NGINX + " slow clients: half never end their head, half send a body byte by byte",
						this.system.url(), NGINX),
				fault(direct
						+ " slow clients past nginx at one backend: more such bodies than it has threads, and heads",
						this.system.backend(this.system.backends()), direct));
	}

	private Fault fault(String name, URI url, int clients) {
		return new Fault(name, this.lasts, () -> begin(url, clients), this::end).forNobody();
	}

	private void begin(URI url, int clients) throws IOException {
		LoadUser stranger = LoadUser.of(STRANGER, this.system.tokenSecret());
		for (int i = 0; i < clients; i++) {
			Socket socket = new Socket(url.getHost(), url.getPort());
			this.sockets.add(socket);
			socket.getOutputStream().write(beginning(i, stranger).getBytes(StandardCharsets.US_ASCII));
		}
		this.ended = new CountDownLatch(1);
		Thread thread = new Thread(this::trickle, "slow-clients");
		thread.setDaemon(true);
		thread.start();
	}

	/** Each from another address, so that nginx does not count them as one. */
	private static String beginning(int number, LoadUser stranger) {
		String head = "POST /api/portfolios HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.19." + number / 250
				+ "." + (1 + number % 250) + "\r\n";
		return head + ((number % 2 == 0) ? "X-Slow: " : "Authorization: Bearer " + stranger.token()
				+ "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
	}

	private void trickle() {
		try {
			while (!this.ended.await(1, TimeUnit.SECONDS)) {
				for (Socket socket : this.sockets) {
					send(socket);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A server that does not want to wait has closed it. */
	private static void send(Socket socket) {
		try {
			socket.getOutputStream().write(' ');
		}
		catch (IOException ex) {
			// The others go on.
		}
	}

	private void end() throws IOException {
		this.ended.countDown();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.sockets.clear();
	}

}
