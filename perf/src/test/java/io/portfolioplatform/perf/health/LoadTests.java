package io.portfolioplatform.perf.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Load}.
 */
class LoadTests {

	private static final InetAddress HERE = InetAddress.getLoopbackAddress();

	@Test
	void whoeverIsNeverAnsweredHasWaitedInVain() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, HERE)) {
			Load.Outcome outcome = Load.offer(uri(silent.getLocalPort()), 10, 1);
			assertThat(outcome.lost()).isEqualTo(10);
			assertThat(outcome.p95Millis()).isEqualTo(Load.PATIENCE.toMillis());
			assertThat(outcome.goodput()).isZero();
			assertThat(outcome.refusalMillis()).isNaN();
		}
	}

	@Test
	void whatIsNeitherGoodNorARefusalIsLost() throws IOException {
		Load.Outcome outcome = answered(500);
		assertThat(outcome.lost()).isEqualTo(10);
		assertThat(outcome.p95Millis()).isEqualTo(Load.PATIENCE.toMillis());
	}

	@Test
	void refusalsAreNotLostAndNobodyWaited() throws IOException {
		Load.Outcome outcome = answered(503);
		assertThat(outcome.refused()).isEqualTo(10);
		assertThat(outcome.lost()).isZero();
		assertThat(outcome.p95Millis()).isNaN();
	}

	private static Load.Outcome answered(int status) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
		server.start();
		try {
			return Load.offer(uri(server.getAddress().getPort()), 10, 1);
		}
		finally {
			server.stop(0);
		}
	}

	private static URI uri(int port) {
		return URI.create("http://" + HERE.getHostAddress() + ":" + port + "/");
	}

}
