package io.portfolioplatform.test.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of a connection's bytes, of its end and of the threads that carry them.
 */
class FaultProxyStreamTests {

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private static final int LIMIT_MILLIS = 30_000;

	private final Set<Thread> others = pumps();

	private ServerSocket listener;

	private FaultProxy proxy;

	private Socket client;

	private Socket server;

	@BeforeEach
	void connect() throws IOException {
		this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.proxy = FaultProxy.to("localhost", this.listener.getLocalPort());
		this.client = new Socket("localhost", this.proxy.port());
		this.server = this.listener.accept();
		this.client.setTcpNoDelay(true);
		this.server.setTcpNoDelay(true);
		this.client.setSoTimeout(LIMIT_MILLIS);
		this.server.setSoTimeout(LIMIT_MILLIS);
	}

	@AfterEach
	void close() throws IOException {
		this.proxy.close();
		this.client.close();
		this.server.close();
		this.listener.close();
	}

	@ParameterizedTest
	@EnumSource
	void doesNotWaitForTheAnswerToASmallChunk(Direction direction) {
		Socket from = (direction == Direction.TO_SERVER) ? this.client : this.server;
		Socket to = (direction == Direction.TO_SERVER) ? this.server : this.client;
		// A busy machine is slow too, but not each time.
		await().atMost(Duration.ofMinutes(1))
			.until(() -> median(direction, from, to).compareTo(Duration.ofMillis(20)) < 0);
	}

	private Duration median(Direction direction, Socket from, Socket to) throws IOException {
		long[] nanos = new long[31];
		for (int round = 0; round < nanos.length; round++) {
			long before = this.proxy.chunks(direction);
			from.getOutputStream().write('a');
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> this.proxy.chunks(direction) > before);
			long start = System.nanoTime();
			from.getOutputStream().write('b');
			assertThat(to.getInputStream().readNBytes(2)).hasSize(2);
			to.getOutputStream().write('c');
			assertThat(from.getInputStream().read()).isEqualTo('c');
			nanos[round] = System.nanoTime() - start;
		}
		return Duration.ofNanos(LongStream.of(nanos).sorted().skip(nanos.length / 2).findFirst().orElseThrow());
	}

	@Test
	void deliversTheEndAsLateAsTheRest() throws IOException {
		this.proxy.latency(Direction.TO_SERVER, Duration.ofMillis(300));
		long start = System.nanoTime();
		this.client.shutdownOutput();
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void holdsTheEndOfADroppedDirectionBack() throws IOException {
		this.proxy.drop(Direction.TO_SERVER);
		this.client.getOutputStream().write('a');
		this.client.shutdownOutput();
		assertNothingArrives();
		this.proxy.restore();
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void restoringDeliversWhatIsLate() throws IOException {
		this.proxy.latency(Direction.TO_SERVER, FOR_EVER);
		this.client.getOutputStream().write('a');
		this.client.shutdownOutput();
		assertNothingArrives();
		this.proxy.restore();
		assertThat(this.server.getInputStream().read()).isEqualTo('a');
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void whatIsDroppedStaysLostThoughItWasLate() throws IOException {
		this.proxy.latency(Direction.TO_SERVER, FOR_EVER);
		this.proxy.drop(Direction.TO_SERVER);
		this.client.getOutputStream().write('a');
		assertNothingArrives();
		this.proxy.restore();
		this.client.getOutputStream().write('b');
		assertThat(this.server.getInputStream().read()).isEqualTo('b');
	}

	@Test
	void resettingLeavesNoThreadThatWaitsForRoom() {
		this.proxy.pause();
		CompletableFuture<Void> endless = CompletableFuture.runAsync(this::writeWithoutEnd);
		assertLeavesNoThread((thread) -> thread.getName().startsWith("fault-proxy-read"));
		assertThat(endless).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void resettingLeavesNoThreadThatWaitsForItsTime() throws IOException {
		this.proxy.latency(FOR_EVER);
		this.client.getOutputStream().write('a');
		assertLeavesNoThread((thread) -> thread.getState() == Thread.State.TIMED_WAITING);
	}

	@Test
	void resettingLeavesNoThreadThatHoldsAnEndBack() throws IOException {
		this.proxy.drop(Direction.TO_SERVER);
		this.client.shutdownOutput();
		assertLeavesNoThread((thread) -> thread.getName().equals("fault-proxy-read-TO_SERVER"));
	}

	private void assertNothingArrives() throws IOException {
		this.server.setSoTimeout(300);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this.server.getInputStream()::read);
		this.server.setSoTimeout(LIMIT_MILLIS);
	}

	private void assertLeavesNoThread(Predicate<Thread> waiting) {
		await().until(() -> own().stream().filter(waiting).anyMatch(FaultProxyStreamTests::waits));
		this.proxy.reset();
		await().untilAsserted(() -> assertThat(own()).isEmpty());
	}

	private Set<Thread> own() {
		Set<Thread> threads = pumps();
		threads.removeAll(this.others);
		return threads;
	}

	private void writeWithoutEnd() {
		try {
			while (true) {
				this.client.getOutputStream().write(new byte[64 * 1024]);
			}
		}
		catch (IOException ex) {
			// The reset.
		}
	}

	private static boolean waits(Thread thread) {
		return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
	}

	private static Set<Thread> pumps() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().matches("fault-proxy-(read|write)-.*"))
			.collect(Collectors.toSet());
	}

}
