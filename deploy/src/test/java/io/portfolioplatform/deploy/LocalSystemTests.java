package io.portfolioplatform.deploy;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the system without Docker; run after the application is packaged. Its nginx
 * has the shipped configuration.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveServers")
@Tag("packaged")
class LocalSystemTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int ROUNDS = FULL ? 20 : 2;

	private static final int CLIENTS = FULL ? 32 : 16;

	/**
	 * Starts count here, not speed.
	 */
	private static final String JAVA_OPTS = "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

	private static final int PORT = 20_000 + Commands.freePort() % 10_000;

	private static final String DIRECTORY = Commands.ROOT.resolve("deploy/target/local").toString();

	@BeforeAll
	static void up() throws Exception {
		run("deploy/local/up");
	}

	@AfterAll
	static void down() throws Exception {
		run("deploy/local/down", "--volumes");
	}

	@Test
	void losesNoPostWhileBackendsRestart() throws Exception {
		assertThat(run("deploy/local/smoke").lines()).hasSize(17)
			.filteredOn((line) -> !line.startsWith("ok"))
			.singleElement()
			.asString()
			.startsWith("left out  sign-in");
		String token = Commands.run(Map.of("SECRETS", DIRECTORY + "/secrets"), "deploy/bin/token").strip();
		try (PostLoad load = PostLoad.start("http://127.0.0.1:" + PORT, token, CLIENTS)) {
			String restarts = run("deploy/local/rolling-restart", Integer.toString(ROUNDS));
			load.stop();
			System.out.printf("%d rolling restarts of 3 backends (%s), %d clients on keep-alive: %d POSTs, %d lost%n",
					ROUNDS, FULL ? "full length" : "a tenth of the full length", CLIENTS, load.answered(),
					load.lost().size());
			assertThat(restarts.lines()).filteredOn((line) -> line.startsWith("round ")).hasSize(ROUNDS);
			assertThat(load.answered()).isGreaterThan(100);
			assertThat(load.lost()).isEmpty();
			assertThat(load.wronglyStored()).isEmpty();
		}
	}

	private static String run(String... command) throws IOException, InterruptedException {
		return Commands.run(Map.of("PORT", Integer.toString(PORT), "LOCAL_DIR", DIRECTORY, "JAVA_OPTS", JAVA_OPTS),
				command);
	}

}
