package io.portfolioplatform.perf.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Watch}, of a system without programs.
 */
class WatchTests {

	@TempDir
	private Path directory;

	@Test
	void countsLooksThatSucceedAndThoseThatFail() throws Exception {
		try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9)) {
			Watch watch = new Watch(new LocalSystem(this.directory, 20_000, 3, Map.of()),
					new LinkFaults(proxy, proxy, Duration.ZERO));
			watch.look();
			assertThat(watch.sight()).as("without a list of programs")
				.isEqualTo(new Watch.Sight(0, 1, 0, Sockets.NONE));
			Path pids = Files.createDirectory(this.directory.resolve("pid"));
			watch.look();
			assertThat(watch.sight().looks()).isOne();
			Files.writeString(pids.resolve("backend-1"), "none");
			watch.look();
			assertThat(watch.sight()).as("with a list that is none").isEqualTo(new Watch.Sight(1, 2, 0, Sockets.NONE));
		}
	}

}
