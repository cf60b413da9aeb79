package io.portfolioplatform.test.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import io.portfolioplatform.test.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultProxyTests {

	private final FaultProxy proxy = FaultProxy.to(RedisServer.shared().host(), RedisServer.shared().port());

	@AfterEach
	void close() {
		this.proxy.close();
	}

	@Test
	void forwardsAndCounts() throws IOException {
		try (Client client = new Client()) {
			assertThat(client.ping()).isEqualTo("+PONG");
			assertThat(client.ping()).isEqualTo("+PONG");
		}
		Awaitility.await().until(() -> this.proxy.openConnections() == 0);
		assertThat(this.proxy.totalConnections()).isEqualTo(1);
		assertThat(this.proxy.chunks(Direction.TO_SERVER)).isEqualTo(2);
		assertThat(this.proxy.bytes(Direction.TO_CLIENT)).isEqualTo(14);
	}

	@Test
	void addsLatency() throws IOException {
		try (Client client = new Client()) {
			client.ping();
			this.proxy.latency(Direction.TO_CLIENT, Duration.ofMillis(80));
			long start = System.nanoTime();
			client.ping();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
		}
	}

	@Test
	void deliversLateWhatIsLost() throws IOException {
		try (Client client = new Client()) {
			this.proxy.lose(Direction.TO_CLIENT, 0.3);
			Duration last = Duration.ZERO;
			while (this.proxy.losses(Direction.TO_CLIENT) == 0) {
				long start = System.nanoTime();
				assertThat(client.ping()).isEqualTo("+PONG");
				last = Duration.ofNanos(System.nanoTime() - start);
			}
			assertThat(last).isGreaterThanOrEqualTo(Duration.ofMillis(200));
			assertThat(this.proxy.losses(Direction.TO_SERVER)).isZero();
			this.proxy.restore();
			long before = this.proxy.losses(Direction.TO_CLIENT);
			for (int ping = 0; ping < 50; ping++) {
				assertThat(client.ping()).isEqualTo("+PONG");
			}
			assertThat(this.proxy.losses(Direction.TO_CLIENT)).isEqualTo(before);
		}
	}

	@Test
	void refusesWhatIsNoShare() {
		for (double share : new double[] { -0.1, 1.1, Double.NaN }) {
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> this.proxy.lose(Direction.TO_CLIENT, share));
		}
	}

	@Test
	void pausesWithoutLosingAnything() throws IOException {
		try (Client client = new Client()) {
			this.proxy.pause();
			client.send();
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::receiveSoon);
			this.proxy.restore();
			assertThat(client.receive()).isEqualTo("+PONG");
		}
	}

	@Test
	void dropsOneDirection() throws IOException {
		try (Client client = new Client()) {
			this.proxy.drop(Direction.TO_CLIENT);
			client.send();
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::receiveSoon);
			assertThat(this.proxy.chunks(Direction.TO_SERVER)).isEqualTo(1);
			this.proxy.restore();
			assertThat(client.ping()).isEqualTo("+PONG");
		}
	}

	@Test
	void resetsOpenConnections() throws IOException {
		try (Client client = new Client()) {
			client.ping();
			this.proxy.reset();
			assertThatExceptionOfType(SocketException.class).isThrownBy(client::receive).withMessageContaining("reset");
			assertThat(this.proxy.openConnections()).isZero();
		}
		try (Client next = new Client()) {
			assertThat(next.ping()).isEqualTo("+PONG");
		}
	}

	@Test
	void refusesNewConnections() throws IOException {
		this.proxy.refuse();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			try (Client refused = new Client()) {
				refused.ping();
			}
		});
	}

	@RepeatedTest(200)
	void keepsOpenConnectionsWhenItRefuses() throws IOException {
		try (Client open = new Client()) {
			open.ping();
			this.proxy.refuse();
			assertThat(open.ping()).isEqualTo("+PONG");
		}
	}

	@Test
	void refusesWhenTheServerIsGone() throws IOException {
		RedisServer gone = RedisServer.start();
		gone.close();
		try (FaultProxy orphan = FaultProxy.to(gone.host(), gone.port());
				Socket socket = new Socket("localhost", orphan.port())) {
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read());
		}
	}

	@Test
	void goesOnInFrontOfAnotherServer() throws IOException {
		try (RedisServer other = RedisServer.start("requirepass secret"); Client client = new Client()) {
			client.ping();
			this.proxy.redirect(other.host(), other.port());
			assertThatExceptionOfType(SocketException.class).isThrownBy(client::receive);
			try (Client next = new Client()) {
				assertThat(next.ping()).startsWith("-NOAUTH");
			}
		}
	}

	/**
	 * A Redis client of a few lines.
	 */
	private final class Client implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader reader;

		Client() throws IOException {
			this.socket = new Socket("localhost", FaultProxyTests.this.proxy.port());
			this.socket.setSoTimeout(30_000);
			this.reader = new BufferedReader(new InputStreamReader(this.socket.getInputStream()));
		}

		String ping() throws IOException {
			send();
			return receive();
		}

		void send() throws IOException {
			this.socket.getOutputStream().write("PING\r\n".getBytes());
		}

		String receive() throws IOException {
			String line = this.reader.readLine();
			if (line == null) {
				throw new SocketException("closed by reset");
			}
			return line;
		}

		/**
		 * Wait for no longer than shows that nothing comes.
		 */
		String receiveSoon() throws IOException {
			this.socket.setSoTimeout(300);
			try {
				return receive();
			}
			finally {
				this.socket.setSoTimeout(30_000);
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
