package io.portfolioplatform.perf.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Watch}, of a system without programs.
 */
class WatchTests {

	/** The first backend's management port, beside nginx's. */
	private static final int MANAGEMENT = 11;

	@TempDir
	private Path directory;

	private Process alive;

	@BeforeEach
	void start() throws Exception {
		this.alive = new ProcessBuilder("sleep", "60").start();
	}

	@AfterEach
	void stop() {
		this.alive.destroy();
	}

	@Test
	void countsLooksThatSucceedAndThoseThatFail() throws Exception {
		try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9)) {
			Watch watch = watch(20_000, proxy);
			watch.look();
			assertThat(watch.sight()).as("without a list of programs").isEqualTo(seen(0, 1, 0));
			Path pids = Files.createDirectory(this.directory.resolve("pid"));
			watch.look();
			assertThat(watch.sight()).as("without a backend").isEqualTo(seen(0, 2, 0));
			Files.writeString(pids.resolve("backend-1"), "none");
			watch.look();
			assertThat(watch.sight()).as("with a list that is none").isEqualTo(seen(0, 3, 0));
			Files.writeString(pids.resolve("backend-1"), Long.toString(this.alive.pid()));
			watch.look();
			assertThat(watch.sight()).as("with one that has not started yet").isEqualTo(seen(1, 3, 0));
		}
	}

	@Test
	void countsProbesThatFailOfWhatIsAlive() throws Exception {
		AtomicInteger status = new AtomicInteger(200);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/livez", (exchange) -> {
			exchange.sendResponseHeaders(status.get(), -1);
			exchange.close();
		});
		server.start();
		try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9)) {
			Watch watch = watch(server.getAddress().getPort() - MANAGEMENT, proxy);
			Files.writeString(Files.createDirectory(this.directory.resolve("pid")).resolve("backend-1"),
					Long.toString(this.alive.pid()));
			watch.look();
			assertThat(watch.sight()).isEqualTo(seen(1, 0, 0));
			status.set(503);
			watch.look();
			assertThat(watch.sight()).isEqualTo(seen(2, 0, 1));
		}
		finally {
			server.stop(0);
		}
	}

	private Watch watch(int port, FaultProxy proxy) {
		return new Watch(new LocalSystem(this.directory, port, 1, Map.of()),
				new LinkFaults(proxy, proxy, proxy, Duration.ZERO));
	}

	private static Watch.Sight seen(int looks, int failed, int deadly) {
		return new Watch.Sight(looks, failed, deadly, Sockets.NONE);
	}

}
