package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link GatlingRun}: a real Gatling, and a server that fails.
 */
class GatlingRunTests {

	private static final LoadPlan.Step STEP = new LoadPlan.Step(1, 10, 2, 3);

	@TempDir
	private Path directory;

	@Test
	void countsThoseWhoComeAfterTheRateIsReached() throws Exception {
		AtomicInteger came = new AtomicInteger();
		Set<String> people = ConcurrentHashMap.newKeySet();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			came.incrementAndGet();
			people.add(exchange.getRequestHeaders().getFirst("Authorization"));
			exchange.sendResponseHeaders(500, -1);
			exchange.close();
		});
		server.start();
		try (GatlingRun gatling = start("http://127.0.0.1:" + server.getAddress().getPort(),
				"token,address,symbol,portfolio\nt,127.0.0.1,MSFT,1\nlater,127.0.0.2,MSFT,2\n")) {
			gatling.awaitBell();
			int rise = came.get();
			gatling.awaitBell();
			Figures figures = gatling.figures();
			assertThat(figures.requests()).isEqualTo(STEP.rate() * STEP.seconds()).isLessThan(came.get());
			assertThat(figures.failed()).isEqualTo(figures.requests());
			assertThat(figures.sent().rate()).isPositive();
			assertThat(figures.sent().late()).isNotNegative();
			assertThat(rise).isPositive();
			assertThat(people).as("the first user alone").containsExactly("Bearer t");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void saysWhereToLookWhenGatlingFails() throws Exception {
		try (GatlingRun gatling = start("http://127.0.0.1:9", "")) {
			assertThatIllegalStateException().isThrownBy(gatling::awaitBell)
				.withMessageMatching("Gatling ended early: see " + this.directory + ".*gatling.log");
		}
	}

	private GatlingRun start(String url, String users) throws IOException {
		Path file = Files.writeString(this.directory.resolve("users.csv"), users);
		return GatlingRun.start(URI.create(url), file, this.directory, STEP);
	}

}
