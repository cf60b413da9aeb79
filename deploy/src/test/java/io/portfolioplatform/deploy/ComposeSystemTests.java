package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.portfolioplatform.test.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that run the system on one host; run after the application is
 * packaged.
 */
@RequiresDocker
@Tag("packaged")
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
		assertThat(run("deploy/bin/smoke-test", URL).lines()).allMatch((line) -> line.startsWith("ok")).hasSize(11);
		try (PostLoad load = PostLoad.start(URL, run("deploy/bin/token").strip(), 8)) {
			assertThat(run("deploy/bin/rolling-update")).contains("replaced");
			assertThat(run("deploy/bin/scale", "2")).contains("2 backends serve");
			load.stop();
			assertThat(load.answered()).isGreaterThan(100);
			assertThat(load.lost()).isEmpty();
		}
		assertThat(run("deploy/bin/smoke-test", URL).lines()).allMatch((line) -> line.startsWith("ok"));
		blueGreen();
		assertThat(metricsOfTheAlerts()).hasSizeGreaterThan(4).isSubsetOf(scrapedMetrics());
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

	private static Set<String> metricsOfTheAlerts() throws IOException {
		return Pattern.compile("\\b(http_server|hikaricp|platform|portfolio)_\\w+")
			.matcher(Files.readString(Path.of("monitoring/alerts.yml")))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	private static Set<String> scrapedMetrics() throws Exception {
		String backend = run("docker", "ps", "-q", "--filter", "name=portfolio-test-(backend|green)").lines()
			.findFirst()
			.orElseThrow();
		String scrape = run("docker", "exec", backend, "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081; "
				+ "printf 'GET /actuator/prometheus HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; cat <&3");
		return scrape.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toSet());
	}

	private static String run(String... command) throws IOException, InterruptedException {
		return Commands.run(ENVIRONMENT, command);
	}

}
