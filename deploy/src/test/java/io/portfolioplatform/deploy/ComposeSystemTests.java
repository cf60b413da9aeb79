package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the commands that run the system on one host; run after the application is
 * packaged.
 */
@RequiresDocker
@Tag("packaged")
@Tag("image")
class ComposeSystemTests {

	private static final int PORT = Commands.freePort();

	private static final Map<String, String> ENVIRONMENT = Map.of("TAG", "test", "COMPOSE_PROJECT_NAME",
			"portfolio-test", "COMPOSE_PROGRESS", "quiet", "LISTEN", "127.0.0.1:" + PORT);

	private static final String URL = "http://127.0.0.1:" + PORT;

	@BeforeAll
	static void up() throws Exception {
		run("docker", "build", "-q", "-t", "portfolio-backend:test", "-f", "deploy/docker/Dockerfile", ".");
		run("deploy/bin/init-secrets");
		run("deploy/bin/up");
	}

	@AfterAll
	static void down() throws Exception {
		run("deploy/bin/down", "--volumes");
		run("git", "checkout", "-q", "--", "deploy/compose/nginx/upstream");
	}

	@Test
	void servesAPersonThroughUpdatesAndScaling() throws Exception {
		assertThat(run("deploy/bin/smoke-test", URL).lines()).hasSize(19)
			.filteredOn((line) -> !line.startsWith("ok"))
			.hasSize(6)
			.allMatch((line) -> line.startsWith("left out"));
		usesTheAotCache();
		answersEveryCommandOfTheRunbook();
		try (PostLoad load = PostLoad.start(URL, run("deploy/bin/token").strip(), 8)) {
			assertThat(run("deploy/bin/rolling-update")).contains("replaced");
			assertThat(run("deploy/bin/scale", "2")).contains("2 backends serve");
			load.stop();
			assertThat(load.answered()).isGreaterThan(100);
			assertThat(load.lost()).isEmpty();
			assertThat(load.wronglyStored()).isEmpty();
		}
		run("deploy/bin/smoke-test", URL);
		blueGreen();
		watches();
	}

	/**
	 * A cache that does not fit the JVM or the classes is left alone without a word, and
	 * is not mapped then.
	 */
	private static void usesTheAotCache() throws Exception {
		assertThat(compose("exec -T backend grep -c /app/app.aot /proc/1/maps")).isNotEqualTo("0");
	}

	private static void answersEveryCommandOfTheRunbook() throws Exception {
		List<String> commands = Files.readAllLines(Path.of("RUNBOOK.md"))
			.stream()
			.map(String::strip)
			.filter((line) -> line.matches("compose [a-z].*"))
			.toList();
		assertThat(commands).hasSizeGreaterThan(15);
		for (String command : commands) {
			compose(command.substring("compose ".length()).replaceFirst("^exec ", "exec -T "));
		}
	}

	private static String compose(String arguments) throws Exception {
		return run("bash", "-ec",
				"compose() { docker compose -f deploy/compose/docker-compose.prod.yml \"$@\"; }; compose " + arguments);
	}

	private static void blueGreen() throws Exception {
		run("docker", "tag", "portfolio-backend:test", "portfolio-backend:good");
		run("bash", "-c",
				"printf 'FROM portfolio-backend:test\\nENV PLATFORM_HEALTH_SHEDDING_INITIAL_LIMIT=1 "
						+ "PLATFORM_HEALTH_SHEDDING_MIN_LIMIT=1 PLATFORM_HEALTH_SHEDDING_MAX_LIMIT=1\\n' "
						+ "| docker build -q -t portfolio-backend:worse -");
		try (PostLoad load = PostLoad.start(URL, run("deploy/bin/token").strip(), 8)) {
			assertThat(deploy("good", "deploy/bin/smoke-test").output()).contains("green (good) serves", " 0 errors");
			Commands.Result unfit = deploy("good", "false");
			assertThat(unfit.exitCode()).isNotZero();
			assertThat(unfit.output()).contains("smoke test of good failed", "serves as before");
			load.stop();
			assertThat(load.lost()).isEmpty();
			assertThat(load.wronglyStored()).isEmpty();
		}
		try (PostLoad load = PostLoad.start(URL, run("deploy/bin/token").strip(), 8)) {
			Commands.Result worse = deploy("worse", "true");
			assertThat(worse.exitCode()).as(worse.output()).isNotZero();
			assertThat(worse.output()).contains("requests to worse failed", "serves as before");
			assertThat(load.answered()).isPositive();
		}
	}

	private static Commands.Result deploy(String tag, String smoke) throws IOException, InterruptedException {
		Map<String, String> environment = new HashMap<>(ENVIRONMENT);
		environment.putAll(Map.of("TAG", tag, "SMOKE", smoke, "WATCH_SECONDS", "15"));
		return Commands.tryRun(environment, "deploy/bin/blue-green");
	}

	/**
	 * Starts what watches the system, except Grafana, and asks Prometheus what it knows.
	 */
	private static void watches() throws Exception {
		run("docker", "compose", "-f", "deploy/compose/docker-compose.prod.yml", "--profile", "monitoring", "up", "-d",
				"--wait", "--no-recreate", "--no-deps", "prometheus", "nginx-exporter", "pgbouncer-exporter",
				"postgres-exporter", "redis-exporter");
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(query("count by (job) (up == 1)")).contains("backend", "nginx", "pgbouncer",
					"postgres", "redis"));
		Set<String> named = Watched.metrics();
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(named).hasSizeGreaterThan(20)
				.isSubsetOf(Watched.names(query("count by (__name__) ({__name__=~'.+'})"))));
	}

	private static String query(String expression) throws Exception {
		return run("docker", "compose", "-f", "deploy/compose/docker-compose.prod.yml", "exec", "-T", "prometheus",
				"promtool", "query", "instant", "http://127.0.0.1:9090", expression);
	}

	private static String run(String... command) throws IOException, InterruptedException {
		return Commands.run(ENVIRONMENT, command);
	}

}
