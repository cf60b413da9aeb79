package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Connections}.
 */
class ConnectionsTests {

	@Test
	void countsTheConnectionsOfOneProgram() throws Exception {
		ProcessHandle self = ProcessHandle.current();
		try (ServerSocket server = listen(); ServerSocket another = listen()) {
			Set<Integer> ports = Set.of(server.getLocalPort());
			try (Socket first = connect(server); Socket second = connect(another)) {
				assertThat(Connections.of(self, ports)).as("with %s", first).isOne();
				assertThat(Connections.of(self, Set.of(server.getLocalPort(), another.getLocalPort())))
					.as("with %s", second)
					.isEqualTo(2);
				Process other = new ProcessBuilder("sleep", "60").start();
				assertThat(Connections.of(other.toHandle(), ports)).isZero();
				assertThat(other.destroyForcibly().waitFor()).isNotZero();
			}
			assertThat(Connections.of(self, ports)).isZero();
		}
	}

	private static ServerSocket listen() throws IOException {
		return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
	}

	private static Socket connect(ServerSocket server) throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
	}

}
