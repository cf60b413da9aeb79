package io.portfolioplatform.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the system without Docker; run after the application is packaged. Its nginx
 * has the shipped configuration.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveServers")
@Tag("packaged")
@Tag("system")
class LocalSystemTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int ROUNDS = FULL ? 20 : 2;

	private static final int CLIENTS = FULL ? 32 : 16;

	/**
	 * Starts count here, not speed.
	 */
	private static final String JAVA_OPTS = "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

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
		assertThat(run("deploy/local/smoke").lines()).hasSize(19)
			.filteredOn((line) -> !line.startsWith("ok"))
			.singleElement()
			.asString()
			.startsWith("left out  sign-in");
		List<String> tokens = new ArrayList<>();
		while (tokens.size() < CLIENTS / 8) {
			tokens.add(token());
		}
		try (PostLoad load = PostLoad.start("http://127.0.0.1:" + PORT, tokens, CLIENTS)) {
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
		assertThatNoLogHolds(tokens);
	}

	/**
	 * Some are two requests for nginx as well: those are answered one after the other on
	 * the connection they came on. What is found only behind nginx is not, and its answer
	 * goes to whoever comes next.
	 */
	@Test
	void findsNoRequestInsideAnother() throws Exception {
		String token = token();
		Smuggling smuggling = new Smuggling(PORT, token);
		Map<Smuggling.Attack, Future<String>> answers = new LinkedHashMap<>();
		ExecutorService executor = Executors.newCachedThreadPool();
		for (Smuggling.Attack attack : smuggling.attacks()) {
			answers.put(attack, executor.submit(() -> smuggling.send(attack.request())));
			String person = "198.51.100." + answers.size();
			for (String symbol : List.of("MSFT", "KO", "AAPL", "IBM")) {
				assertThat(carried("/api/market-data/" + symbol + "?limit=1", token, person)).as(attack.what())
					.startsWith("{\"symbol\":\"" + symbol + "\"");
			}
		}
		executor.shutdown();
		Set<String> answered = new TreeSet<>();
		for (Map.Entry<Smuggling.Attack, Future<String>> answer : answers.entrySet()) {
			String text = answer.getValue().get();
			assertThat(text).as(answer.getKey().what()).doesNotContain("HTTP/1.1 101");
			if (text.contains("\"" + answer.getKey().name() + "\"")) {
				answered.add(answer.getKey().name());
			}
		}
		assertThat(names(get("/api/portfolios", token, "198.51.100.251"))).isEqualTo(answered);
		System.out.printf(
				"%d ambiguous requests through both nginx: %d are two for everybody, none for the backends only%n",
				answers.size(), answered.size());
		assertThat(answered).as("what is sent does make portfolios").contains(smuggling.attacks().get(0).name());
		assertThat(answers).hasSizeGreaterThan(100).hasSizeGreaterThan(5 * answered.size());
		assertThatNoLogHolds(List.of(token));
	}

	private static Set<String> names(String portfolios) {
		return new TreeSet<>(JsonPath.<List<String>>read(portfolios, "$[*].name"));
	}

	private static String token() throws IOException, InterruptedException {
		return Commands.run(Map.of("SECRETS", DIRECTORY + "/secrets"), "deploy/bin/token").strip();
	}

	/**
	 * Neither a token nor any secret of the system, in what any of its programs wrote.
	 */
	private static void assertThatNoLogHolds(List<String> tokens) throws IOException {
		List<String> secrets = new ArrayList<>(tokens);
		for (Path file : files("secrets")) {
			secrets.add(Files.readString(file).strip());
		}
		secrets.removeIf(String::isEmpty);
		assertThat(secrets).hasSizeGreaterThan(5);
		List<Path> logs = files("log", "edge", "router");
		assertThat(logs).hasSizeGreaterThan(7);
		for (Path log : logs) {
			String text = Files.readString(log, StandardCharsets.ISO_8859_1);
			assertThat(secrets).as("secrets in %s", log).noneMatch(text::contains);
		}
	}

	private static List<Path> files(String... directories) throws IOException {
		List<Path> files = new ArrayList<>();
		for (String directory : directories) {
			try (Stream<Path> found = Files.list(Path.of(DIRECTORY, directory))) {
				found.filter(Files::isRegularFile).forEach(files::add);
			}
		}
		return files;
	}

	/**
	 * Backends that have just been started shed some of so many attacks at a time.
	 */
	private static String carried(String path, String token, String person) {
		return await().atMost(Duration.ofSeconds(20))
			.until(() -> get(path, token, person), (answer) -> !answer.contains("as many requests as it can carry"));
	}

	/**
	 * Comes through a proxy in front, so that nginx counts more than one person.
	 */
	private static String get(String path, String token, String person) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
			.header("Authorization", "Bearer " + token)
			.header("X-Forwarded-For", person)
			.build();
		return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	private static String run(String... command) throws IOException, InterruptedException {
		return Commands.run(Map.of("PORT", Integer.toString(PORT), "LOCAL_DIR", DIRECTORY, "JAVA_OPTS", JAVA_OPTS),
				command);
	}

}
