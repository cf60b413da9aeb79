package io.portfolioplatform.test.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries the bytes of one direction. A reader stamps each chunk with the time it is due
 * and a writer delivers it then, so that latency does not add up over a stream.
 */
final class Pump {

	private static final Chunk END = new Chunk(new byte[0], 0);

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

	Pump(Socket from, Socket to, Direction direction, Faults faults, Runnable onEnd, Runnable onFailure) {
		this.from = from;
		this.to = to;
		this.direction = direction;
		this.faults = faults;
		this.onEnd = onEnd;
		this.onFailure = onFailure;
	}

	void start() {
		Daemons.start("fault-proxy-read-" + this.direction, this::read);
		Daemons.start("fault-proxy-write-" + this.direction, this::write);
	}

	private void read() {
		try {
			byte[] buffer = new byte[16 * 1024];
			int length;
			while ((length = this.from.getInputStream().read(buffer)) >= 0) {
				long due = System.nanoTime() + this.faults.delay(this.direction).toNanos()
						+ this.faults.retransmission(this.direction).toNanos();
				this.chunks.put(new Chunk(Arrays.copyOf(buffer, length), due));
			}
			this.chunks.put(END);
		}
		catch (IOException | InterruptedException ex) {
			this.onFailure.run();
			this.chunks.clear();
			this.chunks.offer(END);
		}
	}

	private void write() {
		try {
			Chunk chunk;
			while ((chunk = this.chunks.take()) != END) {
				deliver(chunk);
			}
			// The end is held back like any other, and unlike them sent again when lost.
			this.faults.admit(this.direction);
			this.to.shutdownOutput();
		}
		catch (IOException | InterruptedException ex) {
			this.onFailure.run();
		}
		finally {
			this.onEnd.run();
		}
	}

	private void deliver(Chunk chunk) throws IOException, InterruptedException {
		long wait;
		while ((wait = chunk.due - System.nanoTime()) > 0) {
			LockSupport.parkNanos(wait);
		}
		if (this.faults.admit(this.direction)) {
			// Counted first: who has the answer to a chunk finds the chunk counted.
			this.faults.traffic(this.direction).forwarded(chunk.bytes.length);
			this.to.getOutputStream().write(chunk.bytes);
		}
	}

	/**
	 * Bytes that arrived together, and when to deliver them in the terms of
	 * {@link System#nanoTime()}.
	 */
	private static final class Chunk {

		private final byte[] bytes;

		private final long due;

		Chunk(byte[] bytes, long due) {
			this.bytes = bytes;
			this.due = due;
		}

	}

}
