package io.portfolioplatform.dbpool.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A socket whose {@link #close()} waits until the other end has closed too, at most a
 * second, and that can be watched for longer. What was sent is not yet received: a pooler
 * counts its client for as long as the end of the stream is under way.
 */
final class WatchedSocket extends Socket {

	private static final long PATIENCE_MILLIS = 1_000;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final ReentrantLock reading = new ReentrantLock();

	private final AtomicBoolean closing = new AtomicBoolean();

	private volatile @Nullable InputStream input;

	/**
	 * Return whether the other end is known to have closed the connection, or there never
	 * was one.
	 */
	boolean hasEnded() {
		return this.ended.getCount() == 0 || !isConnected();
	}

	@Override
	public InputStream getInputStream() throws IOException {
		InputStream existing = this.input;
		if (existing == null) {
			existing = new Watched(super.getInputStream());
			this.input = existing;
		}
		return existing;
	}

	/**
	 * Not synchronized like the method it overrides: it waits, and virtual threads may
	 * not wait there.
	 */
	@Override
	@SuppressWarnings("UnsynchronizedOverridesSynchronized")
	public void close() throws IOException {
		if (this.closing.compareAndSet(false, true)) {
			if (!isConnected() || hasEnded() || !end()) {
				super.close();
			}
		}
	}

	/**
	 * Wait for no answer longer than a closing may take. An encrypted connection waits
	 * for one to its own farewell before it closes the socket.
	 */
	void hurry() {
		try {
			setSoTimeout((int) PATIENCE_MILLIS);
		}
		catch (SocketException ex) {
			// It is closed already.
			this.ended.countDown();
		}
	}

	/**
	 * Do nothing: an encrypted connection shuts its input down when it closes, which
	 * would look like the other end closing.
	 */
	@Override
	public void shutdownInput() {
	}

	/**
	 * Close this end and wait for the other.
	 * @return whether somebody may go on waiting, so that the socket stays
	 */
	private boolean end() {
		try {
			if (!isOutputShutdown()) {
				shutdownOutput();
			}
			if (this.reading.tryLock()) {
				this.reading.unlock();
				return !drain(PATIENCE_MILLIS);
			}
			// The thread that waits for an answer sees the end, or must be let go.
			this.ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (IOException ex) {
			// Reset, so that there is no other end, or closed on this side.
			if (!isClosed()) {
				this.ended.countDown();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

	/**
	 * Do not wait for the other end any longer.
	 */
	void forget() {
		try {
			super.close();
		}
		catch (IOException ex) {
			// It is closed, as far as this end is concerned.
			this.ended.countDown();
		}
	}

	/**
	 * Wait for the other end to close after this was, and forget the socket.
	 * @param millis how long at most
	 * @param then what to do after that
	 */
	void linger(long millis, Runnable then) {
		Runnable last = () -> {
			forget();
			then.run();
		};
		try {
			Thread thread = new Thread(() -> {
				try {
					awaitEnd(millis);
				}
				finally {
					last.run();
				}
			}, "platform-db-pool-linger");
			thread.setDaemon(true);
			thread.start();
		}
		catch (OutOfMemoryError ex) {
			// There can be no more threads: one of the JDK's counts the time. The other
			// end may be there for as long.
			after(millis, last);
		}
	}

	private void awaitEnd(long millis) {
		try {
			if (isClosed() || !drain(millis)) {
				this.ended.await(isClosed() ? millis : 0, TimeUnit.MILLISECONDS);
			}
		}
		catch (IOException | InterruptedException ex) {
			// It has ended, as far as anyone can tell.
			this.ended.countDown();
		}
	}

	/**
	 * Start the JDK's thread that counts time, which otherwise starts when it is first
	 * asked: where no other can be started {@link #linger} relies on it.
	 */
	static void prepareToLinger() {
		after(1, () -> {
		});
	}

	private static void after(long millis, Runnable task) {
		CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Runnable::run).execute(task);
	}

	/**
	 * Read until the end of the stream.
	 * @return whether it came in time
	 */
	private boolean drain(long millis) throws IOException {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		byte[] buffer = new byte[1024];
		InputStream stream = getInputStream();
		for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
			setSoTimeout((int) left);
			try {
				if (stream.read(buffer) < 0) {
					return true;
				}
			}
			catch (SocketTimeoutException ex) {
				return false;
			}
		}
		return false;
	}

	/**
	 * Notes the end of the stream, however it comes about.
	 */
	private final class Watched extends FilterInputStream {

		Watched(InputStream stream) {
			super(stream);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			WatchedSocket.this.reading.lock();
			try {
				int read = super.read(buffer, offset, length);
				if (read < 0) {
					WatchedSocket.this.ended.countDown();
				}
				return read;
			}
			catch (SocketTimeoutException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// A reset, unless it was closed on this side.
				if (!isClosed()) {
					WatchedSocket.this.ended.countDown();
				}
				throw ex;
			}
			finally {
				WatchedSocket.this.reading.unlock();
			}
		}

		@Override
		public void close() throws IOException {
			WatchedSocket.this.close();
		}

	}

}
