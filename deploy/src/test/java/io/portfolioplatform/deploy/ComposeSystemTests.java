package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

	private static final Path SECRETS = Path.of("target/compose-secrets").toAbsolutePath();

	private static final Map<String, String> ENVIRONMENT = new HashMap<>(Map.of("TAG", "test", "COMPOSE_PROJECT_NAME",
			"portfolio-test", "COMPOSE_PROGRESS", "quiet", "LISTEN", "127.0.0.1:" + PORT, "SECRETS", SECRETS.toString(),
			"REAL_IP_FROM", "172.16.0.0/12 192.168.0.0/16", "ALERTMANAGER_IMAGE", "portfolio-alertmanager:test"));

	private static final String URL = "http://127.0.0.1:" + PORT;

	/** What containers reach of this host. */
	private static String host;

	private static FakeSupabaseAuth auth;

	@BeforeAll
	static void up() throws Exception {
		host = address(run("docker", "network", "inspect", "bridge", "-f",
				"{{index .Options \"com.docker.network.bridge.name\"}}"));
		auth = FakeSupabaseAuth.start(host);
		ENVIRONMENT.put("SUPABASE_URL", auth.url());
		run("docker", "build", "-q", "-t", "portfolio-backend:test", "-f", "deploy/docker/Dockerfile", ".");
		run("deploy/bin/init-secrets");
		secret("SUPABASE_ANON_KEY", "anon");
		auth.token.set(run("deploy/bin/token").strip());
		run("deploy/bin/up");
		// From here on as somebody in a hurry calls the commands.
		ENVIRONMENT.remove("TAG");
	}

	/** An engine that has just started does not tell the gateway of its first network. */
	private static String address(String networkInterface) throws IOException {
		return NetworkInterface.getByName(networkInterface.strip())
			.inetAddresses()
			.filter(Inet4Address.class::isInstance)
			.map(InetAddress::getHostAddress)
			.findAny()
			.orElseThrow();
	}

	@AfterAll
	static void down() throws Exception {
		run("deploy/bin/down", "--volumes");
		auth.close();
	}

	@Test
	void servesAPersonThroughUpdatesAndScaling() throws Exception {
		Map<String, String> person = Map.of("EMAIL", FakeSupabaseAuth.EMAIL, "PASSWORD", FakeSupabaseAuth.PASSWORD,
				"MANAGEMENT", run("deploy/bin/management").strip());
		assertThat(run(person, "deploy/bin/smoke-test", URL).lines()).hasSize(19)
			.allMatch((line) -> line.startsWith("ok"))
			.contains("ok      a person signs in", "ok      the scorecard judges");
		usesTheAotCache();
		answersEveryCommandOfTheRunbook();
		assertThat(compose("exec -T nginx cat /tmp/real-ip.conf").lines()).contains("set_real_ip_from 172.16.0.0/12;");
		try (PostLoad load = PostLoad.start(URL, List.of(run("deploy/bin/token").strip()), 8)) {
			assertThat(run("deploy/bin/rolling-update")).contains("replaced");
			assertThat(run("deploy/bin/scale", "2")).contains("2 backends serve");
			assertThat(images()).isEqualTo("portfolio-backend:test\n");
			stopsBeforeABrokenVersion();
			load.stop();
			System.out.println(load.summary("rolling update, scaling down and versions that never start"));
			assertThat(load.answered()).isGreaterThan(100);
			assertThat(load.lost()).isEmpty();
			assertThat(load.wronglyStored()).isEmpty();
		}
		run("deploy/bin/smoke-test", URL);
		findsBackendsThatWereStartedAgain();
		blueGreen();
		watches();
		addsABackendWhenAnAlertFires();
	}

	/**
	 * Docker gives the lowest address that is free: after an update that is one of a
	 * backend that has gone.
	 */
	private static void findsBackendsThatWereStartedAgain() throws Exception {
		List<String> containers = run("bash", "-c", ". deploy/bin/lib; backends").lines().toList();
		Map<String, String> before = addresses(containers);
		for (String container : containers) {
			String began = began(container);
			run("bash", "-c", "kill -9 $(docker inspect -f '{{.State.Pid}}' " + container + ")");
			// Until Docker has noticed it is as healthy as before.
			await().atMost(Duration.ofMinutes(1)).until(() -> !began(container).equals(began));
			run("bash", "-c", ". deploy/bin/lib; await_ready " + container);
		}
		System.out.printf("Backends before they were killed %s, and after that %s%n", before, addresses(containers));
		for (String container : containers) {
			String counted = answered(container);
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				run("curl", "-s", "-o", "/dev/null", URL + "/");
				return !answered(container).equals(counted);
			});
		}
	}

	private static String began(String container) throws Exception {
		return run("docker", "inspect", "-f", "{{.State.StartedAt}}", container);
	}

	private static Map<String, String> addresses(List<String> containers) throws Exception {
		Map<String, String> addresses = new TreeMap<>();
		for (String container : containers) {
			addresses.put(container, run("bash", "-c", ". deploy/bin/lib; address " + container).strip());
		}
		return addresses;
	}

	private static String answered(String container) throws Exception {
		return run("bash", "-c", ". deploy/bin/lib; management " + container + " /actuator/prometheus | count_answers");
	}

	/**
	 * Whether it ends at once, hangs, or does not exist: those that served serve, and
	 * nothing is left of it.
	 */
	private static void stopsBeforeABrokenVersion() throws Exception {
		image("ends", "ENTRYPOINT [\"false\"]");
		image("hangs", "ENTRYPOINT [\"sleep\", \"600\"]");
		String before = run("bash", "-c",
				"docker ps -aq --filter label=com.docker.compose.project=portfolio-test | sort");
		for (String tag : List.of("ends", "hangs", "none")) {
			Map<String, String> broken = Map.of("TAG", tag, "READY_SECONDS", "8", "SMOKE", "true");
			Commands.Result update = tryRun(broken, "deploy/bin/rolling-update");
			assertThat(update.exitCode()).as(update.output()).isNotZero();
			assertThat(update.output())
				.contains(tag.equals("none") ? "portfolio-backend:none" : "2 backends serve as before");
			Commands.Result other = tryRun(broken, "deploy/bin/blue-green");
			assertThat(other.exitCode()).as(other.output()).isNotZero();
			assertThat(other.output())
				.contains(tag.equals("none") ? "There is no image" : "The former version serves as before");
			assertThat(
					run("bash", "-c", "docker ps -aq --filter label=com.docker.compose.project=portfolio-test | sort"))
				.as("after %s", tag)
				.isEqualTo(before);
		}
	}

	/**
	 * Alertmanager with its shipped configuration, the hook on this host, and the real
	 * command.
	 */
	private static void addsABackendWhenAnAlertFires() throws Exception {
		Map<String, String> earlier = new HashMap<>(ENVIRONMENT);
		earlier.put("TAG", "test");
		try (AlertHook hook = AlertHook.start(host, earlier)) {
			secret("scale_webhook", hook.uri() + "/");
			// Debian's package, which stands in for the image here, calls the program
			// otherwise.
			run("bash", "-c", "printf '%b' 'FROM prom/alertmanager:latest\\nUSER root\\nRUN command -v alertmanager"
					+ " || ln -s prometheus-alertmanager /usr/bin/alertmanager\\n' | docker build -q -t portfolio-alertmanager:test -");
			compose("--profile monitoring up -d --wait --no-deps alertmanager");
			assertThat(backends()).isEqualTo(2);
			compose("--profile monitoring exec -T alertmanager amtool alert add TooFewPods severity=page action=scale_up"
					+ " --alertmanager.url=http://127.0.0.1:9093");
			await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(backends()).isEqualTo(3));
			await().atMost(Duration.ofMinutes(3))
				.untilAsserted(() -> assertThat(Files.readAllLines(Path.of("compose/nginx/upstream/backends.conf")))
					.filteredOn((line) -> line.startsWith("server "))
					.hasSize(3));
			assertThat(images()).isEqualTo("portfolio-backend:good\n");
		}
	}

	private static String images() throws Exception {
		return run("bash", "-c", ". deploy/bin/lib; backends | xargs docker inspect -f '{{.Config.Image}}' | sort -u");
	}

	private static int backends() throws Exception {
		return (int) run("bash", "-c", ". deploy/bin/lib; backends").lines().count();
	}

	private static void image(String tag, String line) throws Exception {
		run("bash", "-c", "printf '%b' \"$0\" | docker build -q -t portfolio-backend:" + tag + " -",
				"FROM portfolio-backend:test\n" + line + "\n");
	}

	private static void secret(String name, String value) throws IOException {
		Files.writeString(SECRETS.resolve(name), value);
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
		return run("bash", "-ec", "compose() { deploy/bin/compose \"$@\"; }; compose " + arguments);
	}

	private static void blueGreen() throws Exception {
		run("docker", "tag", "portfolio-backend:test", "portfolio-backend:good");
		image("worse", "ENV PLATFORM_HEALTH_SHEDDING_INITIAL_LIMIT=1 PLATFORM_HEALTH_SHEDDING_MIN_LIMIT=1 "
				+ "PLATFORM_HEALTH_SHEDDING_MAX_LIMIT=1");
		try (PostLoad load = PostLoad.start(URL, List.of(run("deploy/bin/token").strip()), 8)) {
			assertThat(deploy("good", "deploy/bin/smoke-test").output()).contains("green (good) serves", " 0 errors");
			Commands.Result unfit = deploy("good", "false");
			assertThat(unfit.exitCode()).isNotZero();
			assertThat(unfit.output()).contains("smoke test of good failed", "serves as before");
			load.stop();
			System.out.println(load.summary("blue-green of a good version and of one that fails its smoke test"));
			assertThat(load.lost()).isEmpty();
			assertThat(load.wronglyStored()).isEmpty();
		}
		try (PostLoad load = PostLoad.start(URL, List.of(run("deploy/bin/token").strip()), 8)) {
			Commands.Result worse = deploy("worse", "true");
			assertThat(worse.exitCode()).as(worse.output()).isNotZero();
			assertThat(worse.output()).contains("requests to worse failed", "serves as before");
			load.stop();
			System.out.println(load.summary("blue-green of a version with errors"));
			assertThat(load.answered()).isPositive();
		}
	}

	private static Commands.Result deploy(String tag, String smoke) throws IOException, InterruptedException {
		return tryRun(Map.of("TAG", tag, "SMOKE", smoke, "WATCH_SECONDS", "15"), "deploy/bin/blue-green");
	}

	/**
	 * Starts what watches the system, except Grafana, and asks Prometheus what it knows.
	 */
	private static void watches() throws Exception {
		run("docker", "compose", "-f", "deploy/compose/docker-compose.prod.yml", "--profile", "monitoring", "up", "-d",
				"--wait", "--no-recreate", "--no-deps", "prometheus", "nginx-exporter", "pgbouncer-exporter",
				"postgres-exporter", "redis-exporter");
		// As a browser tells how long its page took.
		run("curl", "-fsS", "-H", "Content-Type: text/plain", "-d", "page=/&load=120", URL + "/platform/rum");
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
		return run(Map.of(), command);
	}

	private static String run(Map<String, String> more, String... command) throws IOException, InterruptedException {
		Commands.Result result = tryRun(more, command);
		assertThat(result.exitCode()).as("%s%n%s", List.of(command), result.output()).isZero();
		return result.output();
	}

	private static Commands.Result tryRun(Map<String, String> more, String... command)
			throws IOException, InterruptedException {
		Map<String, String> environment = new HashMap<>(ENVIRONMENT);
		environment.putAll(more);
		return Commands.tryRun(environment, command);
	}

}
