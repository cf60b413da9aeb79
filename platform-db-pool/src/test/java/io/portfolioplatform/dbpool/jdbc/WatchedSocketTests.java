package io.portfolioplatform.dbpool.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A socket whose other end never closes.
 */
class WatchedSocketTests {

	/** A thread that has an error here makes no other threads. */
	private static final InheritableThreadLocal<Error> NO_THREADS = new InheritableThreadLocal<>() {

		@Override
		protected Error childValue(Error parentValue) {
			throw parentValue;
		}

	};

	@Test
	void isForgottenWhereNobodyWaitsForTheOtherEnd() throws IOException, SQLException {
		Sockets sockets = new Sockets(1);
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			sockets.acquire(0);
			WatchedSocket socket = new WatchedSocket();
			socket.connect(server.getLocalSocketAddress());
			try (Socket other = server.accept()) {
				socket.close();
				assertThat(other.isClosed()).isFalse();
				sockets.release(socket);
				assertThat(socket.isClosed()).isTrue();
				assertThat(sockets.open()).isZero();
			}
		}
	}

	/**
	 * Proves it where nothing else of the same process has asked the JDK to count time.
	 */
	@Test
	void threadThatCountsTheQuarantineRunsBeforeThereCanBeNoMore() {
		assertThat(new Sockets(1, Duration.ofSeconds(30)).open()).isZero();
		assertThat(Thread.getAllStackTraces().keySet())
			.anyMatch((thread) -> thread.getName().toLowerCase(Locale.ROOT).endsWith("delayscheduler"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void countsNoLongerThanTheQuarantineWhateverIsThrownWhereAThreadIsMade(boolean memory) throws Exception {
		Sockets sockets = new Sockets(1, Duration.ofMillis(300));
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			sockets.acquire(0);
			WatchedSocket socket = new WatchedSocket();
			socket.connect(server.getLocalSocketAddress());
			try (Socket other = server.accept()) {
				NO_THREADS.set(memory ? new OutOfMemoryError("it passes") : new InternalError("it passes"));
				try {
					sockets.release(socket);
				}
				finally {
					NO_THREADS.remove();
				}
				Awaitility.await().until(() -> sockets.open() == 0);
				assertThat(socket.isClosed()).isTrue();
				assertThat(other.isClosed()).isFalse();
			}
		}
	}

	@Test
	void isClosedWhereTheOtherEndResets() throws IOException, SQLException {
		Sockets sockets = new Sockets(1, Duration.ofSeconds(30));
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			sockets.acquire(0);
			WatchedSocket socket = new WatchedSocket();
			socket.connect(server.getLocalSocketAddress());
			try (Socket other = server.accept()) {
				other.setSoLinger(true, 0);
			}
			sockets.release(socket);
			Awaitility.await().until(() -> sockets.open() == 0);
			assertThat(socket.isClosed()).isTrue();
		}
	}

}
