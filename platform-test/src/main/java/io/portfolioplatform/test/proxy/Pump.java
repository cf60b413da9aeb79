package io.portfolioplatform.test.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries the bytes of one direction. A reader stamps each chunk with the time it is due
 * and a writer delivers it then, so that latency does not add up over a stream.
 */
final class Pump {

	private static final byte[] END = new byte[0];

	/**
	 * Bounds memory, and pushes back on a sender as a full socket buffer does.
	 */
	private final BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>(256);

	private final Socket from;

	private final Socket to;

	private final Direction direction;

	private final Faults faults;

	private final Runnable onEnd;

	private final Runnable onFailure;

	private final Thread reader;

	private final Thread writer;

	Pump(Socket from, Socket to, Direction direction, Faults faults, Runnable onEnd, Runnable onFailure) {
		this.from = from;
		this.to = to;
		this.direction = direction;
		this.faults = faults;
		this.onEnd = onEnd;
		this.onFailure = onFailure;
		this.reader = Daemons.of("fault-proxy-read-" + direction, this::read);
		this.writer = Daemons.of("fault-proxy-write-" + direction, this::write);
	}

	void start() {
		// In this order: a reader that fails stops a writer that has started.
		this.writer.start();
		this.reader.start();
	}

	/**
	 * End the threads where they wait for a fault to end or for room. Only closing the
	 * sockets ends them elsewhere.
	 */
	void stop() {
		this.reader.interrupt();
		this.writer.interrupt();
	}

	private void read() {
		try {
			byte[] buffer = new byte[16 * 1024];
			int length;
			while ((length = this.from.getInputStream().read(buffer)) >= 0) {
				if (!this.faults.drops(this.direction)) {
					send(Arrays.copyOf(buffer, length));
				}
			}
			// The end is never dropped, because it is sent again until it arrives.
			this.faults.awaitUndropped(this.direction);
			send(END);
		}
		catch (IOException | InterruptedException ex) {
			this.onFailure.run();
		}
	}

	private void send(byte[] bytes) throws InterruptedException {
		this.chunks.put(new Chunk(bytes, this.faults.due(this.direction)));
	}

	private void write() {
		try {
			for (byte[] bytes = receive(); bytes.length > 0; bytes = receive()) {
				// Counted first: who has the answer to a chunk finds the chunk counted.
				this.faults.traffic(this.direction).forwarded(bytes.length);
				this.to.getOutputStream().write(bytes);
			}
			this.to.shutdownOutput();
			this.onEnd.run();
		}
		catch (IOException | InterruptedException ex) {
			this.onFailure.run();
		}
	}

	private byte[] receive() throws InterruptedException {
		Chunk chunk = this.chunks.take();
		this.faults.await(chunk.due);
		return chunk.bytes;
	}

	/**
	 * Bytes that arrived together, none at the end, and when to deliver them.
	 */
	private static final class Chunk {

		private final byte[] bytes;

		private final Faults.Due due;

		Chunk(byte[] bytes, Faults.Due due) {
			this.bytes = bytes;
			this.due = due;
		}

	}

}
