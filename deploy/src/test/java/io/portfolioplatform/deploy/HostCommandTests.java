package io.portfolioplatform.deploy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands for one host ask Docker, of which {@link FakeDocker} takes the place.
 */
class HostCommandTests {

	private static final Map<String, String> TOLD = Map.of("SUPABASE_URL", "https://ref.supabase.co", "REAL_IP_FROM",
			"172.16.0.0/12 192.168.0.0/16", "COMPOSE_PROFILES", "monitoring");

	private static final String AS_TOLD = "registry/backend:2 https://ref.supabase.co 172.16.0.0/12 192.168.0.0/16 monitoring";

	@TempDir
	Path directory;

	private FakeDocker docker;

	@BeforeEach
	void start() throws Exception {
		this.docker = FakeDocker.in(this.directory);
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/bin/scale 4", "deploy/bin/rolling-update", "deploy/bin/up" })
	void goesByWhatUpWasTold(String command) throws Exception {
		this.docker.containers("backend", "a1", "a2");
		up(TOLD);
		this.docker.containers("backend.new", "a3", "a4");
		this.docker.write("started");
		this.docker.run(Map.of(), command.split(" "));
		assertThat(this.docker.started()).first().isEqualTo(AS_TOLD);
	}

	@Test
	void aVariableThatIsSetWinsAndAnEmptyOneIsOff() throws Exception {
		up(TOLD);
		this.docker.write("started");
		up(Map.of("REAL_IP_FROM", "", "SUPABASE_URL", "https://other.supabase.co"));
		up(Map.of());
		assertThat(this.docker.started()).hasSize(4)
			.allMatch((start) -> start.endsWith(":2 https://other.supabase.co none monitoring"));
	}

	@Test
	void signsTokensForTheIssuerThatUpWasTold() throws Exception {
		up(TOLD);
		String token = this.docker.run(Map.of(), "deploy/bin/token").output();
		assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.US_ASCII))
			.contains("https://ref.supabase.co/auth/v1");
	}

	@Test
	void keepsEveryVariableOfTheFileButNoVersionAndNoFolder() throws Exception {
		Map<String, String> told = Pattern.compile("\\$\\{([A-Z_]+)")
			.matcher(Files.readString(Path.of("compose/docker-compose.prod.yml")))
			.results()
			.map((found) -> found.group(1))
			.filter((name) -> !List.of("SECRETS", "UPSTREAM", "TAG", "BACKEND_IMAGE").contains(name))
			.distinct()
			.collect(Collectors.toMap((name) -> name, (name) -> "of-" + name));
		assertThat(told).hasSizeGreaterThan(15);
		up(told);
		assertThat(Files.readAllLines(this.docker.settings()))
			.containsExactlyInAnyOrderElementsOf(told.entrySet().stream().map(Object::toString).toList());
	}

	@Test
	void keepsWhatItWasToldWhereThereIsNoRoomToWriteItAnew() throws Exception {
		up(TOLD);
		String before = Files.readString(this.docker.settings());
		Commands.Result result = this.docker.run(Map.of(), "bash", "-c",
				". deploy/bin/lib; printf() { false; }; remember; echo remembered");
		assertThat(result.exitCode()).as(result.output()).isNotZero();
		assertThat(result.output()).doesNotContain("remembered");
		assertThat(Files.readString(this.docker.settings())).isEqualTo(before);
	}

	@Test
	void waitsForAllButTheBackup() throws Exception {
		up(Map.of());
		assertThat(this.docker.calls(" up -d ")).hasSize(2)
			.satisfiesExactly(
					(call) -> assertThat(call).contains("--wait", "postgres backend router nginx")
						.doesNotContain("backup"),
					(call) -> assertThat(call).isEqualTo("compose up -d --no-deps backup"));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "monitoring, none, true", "'green,monitoring', '', true",
			"monitoring, http://on.call/hook, false", "*, '', true", "green, '', false", "'', '', false" })
	void saysWhereNobodyHearsOfAlerts(String profiles, @Nullable String webhook, boolean said) throws Exception {
		Path file = this.directory.resolve("secrets/alert_webhook");
		if (webhook != null) {
			Files.writeString(file, webhook);
		}
		this.docker.containers("backend", "a1");
		Commands.Result result = this.docker.run(Map.of("COMPOSE_PROFILES", profiles), "deploy/bin/up");
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output().contains("Nobody hears of alerts: write where they go to " + file)).isEqualTo(said);
	}

	@Test
	void stopsWhatDidNotBecomeHealthyAndRemovesNothing() throws Exception {
		this.docker.containers("backend.ended", "a1", "a2");
		this.docker.write("status", "1");
		Commands.Result result = this.docker.run(Map.of(), "deploy/bin/up");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("It did not become healthy");
		assertThat(this.docker.calls(" stop")).hasSize(1);
		assertThat(this.docker.calls(" down")).isEmpty();
	}

	/**
	 * Compose would wait for 400 seconds.
	 */
	@Test
	@Timeout(120)
	void endsWhereABackendFailsAgainAndAgain() throws Exception {
		this.docker.containers("backend.new", "again1");
		Commands.Result result = this.docker.run(Map.of(), "deploy/bin/up");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("It did not become healthy");
		assertThat(this.docker.calls(" logs ")).hasSize(1);
		assertThat(this.docker.calls(" stop")).hasSize(1);
	}

	@Test
	void leavesWhatRanBefore() throws Exception {
		this.docker.containers("backend", "a1");
		Files.writeString(this.docker.routes(), "# serves: backend\nserver a1:8080;\n");
		this.docker.write("status", "1");
		assertThat(this.docker.run(Map.of(), "deploy/bin/up").exitCode()).isNotZero();
		assertThat(this.docker.calls(" stop")).isEmpty();
		assertThat(routed()).containsExactly("server a1:8080;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "backend", "backend.ended" })
	void keepsTheNumberOfBackendsAndRoutesToThem(String file) throws Exception {
		this.docker.containers(file, "a1", "a2", "a3", "a4", "a5");
		up(Map.of());
		assertThat(this.docker.calls("--wait")).singleElement().asString().contains("--scale backend=5 ");
		if (file.equals("backend")) {
			assertThat(routed()).hasSize(5).contains("server a5:8080 max_fails=2 fail_timeout=5s;");
			assertThat(this.docker.calls("; reload /etc/nginx/router.conf")).hasSize(1);
		}
	}

	@Test
	void takesOverFromGreenInItsVersion() throws Exception {
		this.docker.greenServes();
		this.docker.containers("backend.new", "a1", "a2");
		this.docker.write("image", "registry/backend:3");
		up(Map.of());
		assertThat(this.docker.started()).first().asString().startsWith("registry/backend:3 ");
		assertThat(this.docker.calls("--wait")).singleElement().asString().contains("--scale backend=2 ");
		assertThat(Files.readString(this.docker.routes())).contains("# serves: backend\n");
		assertThat(routed()).hasSize(2).allMatch((route) -> route.startsWith("server a"));
		assertThat(this.docker.calls("stop -t 45 g1 g2")).hasSize(1);
	}

	@Test
	void greenServesAsBeforeWhereNothingTakesOver() throws Exception {
		this.docker.greenServes();
		String before = Files.readString(this.docker.routes());
		this.docker.write("status", "1");
		assertThat(this.docker.run(Map.of(), "deploy/bin/up").exitCode()).isNotZero();
		assertThat(Files.readString(this.docker.routes())).isEqualTo(before);
		assertThat(this.docker.calls(" stop")).isEmpty();
		assertThat(this.docker.calls("g1")).noneMatch((call) -> call.startsWith("stop") || call.startsWith("rm"));
	}

	@Test
	void endsWithTheRoutesOfTheRepository() throws Exception {
		this.docker.greenServes();
		assertThat(this.docker.run(Map.of(), "deploy/bin/down").exitCode()).isZero();
		assertThat(this.docker.routes()).hasSameTextualContentAs(Path.of("compose/nginx/upstream/backends.conf"));
	}

	@Test
	void removesBackendsThatNeverBecomeReady() throws Exception {
		this.docker.containers("backend", "a1", "a2");
		this.docker.containers("backend.new", "a3", "slow4");
		Commands.Result result = this.docker.run(Map.of(), "deploy/bin/scale", "4");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("3 of 4 backends serve");
		assertThat(this.docker.calls("rm -f")).containsExactly("rm -f slow4");
		assertThat(routed()).containsExactlyInAnyOrder("server a1:8080 max_fails=2 fail_timeout=5s;",
				"server a2:8080 max_fails=2 fail_timeout=5s;", "server a3:8080 max_fails=2 fail_timeout=5s;");
	}

	/**
	 * Docker starts it again for as long as it fails.
	 */
	@Test
	@Timeout(120)
	void waitsNoLongerForABackendThatFailsAgainAndAgain() throws Exception {
		this.docker.containers("backend", "a1");
		this.docker.containers("backend.new", "fails2");
		Commands.Result result = this.docker.run(Map.of("READY_SECONDS", "300"), "deploy/bin/scale", "2");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("did not become ready (restarting/starting/5)", "1 of 2 backends serve");
		assertThat(this.docker.calls("rm -f")).containsExactly("rm -f fails2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy/bin/rolling-update", "deploy/bin/scale 2" })
	void startsNothingAgainThatEndedBesideTheOthers(String command) throws Exception {
		this.docker.containers("backend", "a1");
		this.docker.containers("backend.ended", "a0");
		this.docker.containers("backend.new", "a2");
		Commands.Result result = this.docker.run(Map.of(), command.split(" "));
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(this.docker.calls("rm a0")).hasSize(1);
		assertThat(routed()).contains("server a2:8080 max_fails=2 fail_timeout=5s;")
			.noneMatch((route) -> route.contains("a0"));
	}

	@Test
	void goesOnWithThoseThereAreWhereNoneCanBeAdded() throws Exception {
		this.docker.containers("backend", "a1", "a2");
		this.docker.write("status", "1");
		Commands.Result result = this.docker.run(Map.of(), "deploy/bin/scale", "4");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("2 of 4 backends serve");
		assertThat(this.docker.calls("rm -f")).isEmpty();
	}

	/**
	 * Nothing listens here that passes the smoke test of the first measurement, so that
	 * no result is written.
	 */
	@Test
	void aMeasurementLeavesTheRoutesAlone() throws Exception {
		this.docker.greenServes();
		String before = Files.readString(this.docker.routes());
		Commands.Result result = this.docker.run(Map.of("LISTEN", "127.0.0.1:" + Commands.freePort()),
				"deploy/bin/measure", "1");
		assertThat(result.exitCode()).isNotZero();
		assertThat(this.docker.calls("--wait")).isNotEmpty();
		assertThat(this.docker.calls("down --volumes")).isNotEmpty();
		assertThat(Files.readString(this.docker.routes())).isEqualTo(before);
	}

	@Test
	void downWaitsForAnother() throws Exception {
		this.docker.containers("backend", "a1", "a2");
		Commands.Result result = this.docker.run(Map.of(), "bash", "-c",
				"(exec 9< \"$UPSTREAM\"; flock 9; echo held; sleep 1) | { read -r held; deploy/bin/down; }");
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(this.docker.calls("down")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "up", "down", "scale 4", "rolling-update", "blue-green" })
	void nothingElseChangesTheSystemMeanwhile(String command) throws Exception {
		this.docker.containers("backend", "a1", "a2");
		Commands.Result result = this.docker.run(Map.of("TAG", "2", "WAIT_SECONDS", "0"), "bash", "-c",
				"exec 9< \"$UPSTREAM\"; flock 9; deploy/bin/" + command);
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("Another command of deploy/bin is changing the system");
		assertThat(this.directory.resolve("calls")).doesNotExist();
	}

	/**
	 * The pool refuses a request that is answered, and measured, as an error; the limit
	 * of a route one that nobody measures.
	 */
	@Test
	void countsEachRequestThatABackendAnsweredOnce() throws Exception {
		assertThat(Commands.run(Map.of(), "bash", "-c", """
				. deploy/bin/lib
				count_answers <<'METRICS'
				http_server_requests_seconds_count{outcome="SUCCESS",uri="/a"} 100
				http_server_requests_seconds_count{outcome="SERVER_ERROR",uri="/a"} 7
				http_server_requests_seconds_count{outcome="SERVER_ERROR",uri="/readyz"} 9
				platform_health_shed_total{priority="normal",reason="limit",route="/a"} 5
				platform_health_shed_total{priority="normal",reason="pool",route="/a"} 6
				METRICS
				""")).isEqualTo("112 12\n");
	}

	private List<String> routed() throws Exception {
		return Files.readAllLines(this.docker.routes()).stream().filter((line) -> line.startsWith("server ")).toList();
	}

	private void up(Map<String, String> told) throws Exception {
		if (Files.readString(this.directory.resolve("backend")).isEmpty()) {
			this.docker.containers("backend.new", "a1", "a2");
		}
		Commands.Result result = this.docker.run(told, "deploy/bin/up");
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

}
