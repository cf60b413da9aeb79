package io.portfolioplatform.cache.page;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.NearStatistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code @CachePage} behind a Spring Security chain, as a client over a real connection
 * sees it.
 */
class CachePageTests {

	private static ConfigurableApplicationContext context;

	private static PageController controller;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeAll
	static void start() {
		context = SpringApplication.run(PageApplication.class, "--server.port=0", "--spring.main.banner-mode=off",
				"--platform.redis.url=", "--spring.mvc.contentnegotiation.favor-parameter=true",
				"--spring.mvc.contentnegotiation.media-types.txt=text/plain");
		controller = context.getBean(PageController.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void empty() {
		context.getBean(NearCaches.class).evictAll();
		controller.calls.set(0);
		controller.gate = new CountDownLatch(0);
	}

	@Test
	void answersAgainWithoutTheController() {
		HttpResponse<String> first = get("/own/1", "alice");
		HttpResponse<String> second = get("/own/1", "alice");
		assertThat(first.body()).isEqualTo("1 of alice #1");
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(controller.calls).hasValue(1);
		assertThat(second.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
		assertThat(second.headers().firstValue("ETag")).isPresent().isEqualTo(first.headers().firstValue("ETag"));
	}

	@Test
	void ownPageIsAskedForAgainByItsClient() {
		for (HttpResponse<String> response : List.of(get("/own/1", "alice"), get("/own/1", "alice"))) {
			assertThat(response.headers().allValues("Cache-Control")).singleElement()
				.asString()
				.contains("private", "no-cache")
				.doesNotContain("no-store");
			assertThat(response.headers().map()).doesNotContainKeys("Pragma", "Expires");
			assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		}
	}

	@Test
	void publicPageMayBeKeptByProxies() {
		for (HttpResponse<String> response : List.of(get("/public", "alice"), get("/public", null))) {
			assertThat(response.body()).isEqualTo("null null false #1");
			assertThat(response.headers().allValues("Cache-Control")).containsExactly("max-age=60, public");
			assertThat(response.headers().firstValueAsLong("Age").orElseThrow()).isBetween(0L, 60L);
			assertThat(response.headers().map()).doesNotContainKeys("Pragma", "Expires");
		}
	}

	@Test
	void answersThatNothingHasChanged() {
		String etag = get("/own/1", "alice").headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> same = get("/own/1", "alice", "If-None-Match", etag);
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(same.body()).isEmpty();
		assertThat(same.headers().firstValue("ETag")).hasValue(etag);
		assertThat(same.headers().allValues("Cache-Control")).singleElement().asString().contains("no-cache");
		context.getBean(Memoizer.class).evictAll("own");
		HttpResponse<String> changed = get("/own/1", "alice", "If-None-Match", etag);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.body()).isEqualTo("1 of alice #2");
	}

	@Test
	void answersThatNothingHasChangedWhenItHadToAsk() {
		assertThat(get("/headers", null, "If-None-Match", "\"v1\"").statusCode()).isEqualTo(304);
		assertThat(get("/headers", null).body()).isEqualTo("#1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/typed", "/untyped" })
	void typeThatAParameterChoosesTellsPagesApart(String path) {
		assertThat(get(path + "?format=txt", null).headers().firstValue("Content-Type").orElseThrow())
			.startsWith("text/plain");
		assertThat(get(path + "?format=json", null).headers().firstValue("Content-Type").orElseThrow())
			.startsWith("application/json");
		assertThat(get(path + "?format=json", null).body()).isEqualTo("#2");
		assertThat(get(path + "?format=txt", null).body()).isEqualTo("#1");
	}

	@Test
	void typeThatAParameterChoosesGoesBeforeTheOneThatIsAccepted() {
		HttpResponse<String> chosen = get("/typed?format=txt", null, "Accept", "application/json");
		assertThat(chosen.statusCode()).isEqualTo(200);
		assertThat(chosen.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
	}

	@Test
	void callersAreNotMixed() {
		assertThat(get("/own/1", "alice").body()).isEqualTo("1 of alice #1");
		assertThat(get("/own/1", "bob").body()).isEqualTo("1 of bob #2");
		assertThat(get("/own/1", null).body()).isEqualTo("1 of nobody #3");
		assertThat(get("/own/1", "alice").body()).isEqualTo("1 of alice #1");
		assertThat(get("/own/1", null).body()).isEqualTo("1 of nobody #3");
	}

	@Test
	void callerWithOtherAuthoritiesIsAnother() {
		InMemoryUserDetailsManager users = context.getBean(InMemoryUserDetailsManager.class);
		assertThat(get("/own/1", "alice").body()).endsWith("#1");
		users.updateUser(PageApplication.user("alice", "USER", "ADMIN"));
		try {
			assertThat(get("/own/1", "alice").body()).endsWith("#2");
		}
		finally {
			users.updateUser(PageApplication.user("alice", "USER"));
		}
		assertThat(get("/own/1", "alice").body()).endsWith("#1");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "cookie", "cookie-header", "private", "no-store", "vary", "not-found", "created", "error" })
	void doesNotRemember(String how) {
		HttpResponse<String> first = get("/unkept/" + how, "alice");
		HttpResponse<String> second = get("/unkept/" + how, "alice");
		assertThat(controller.calls).hasValue(2);
		assertThat(second.statusCode()).isEqualTo(first.statusCode());
		if (!how.equals("error")) {
			assertThat(first.body()).isEqualTo(how + " #1");
			assertThat(second.body()).isEqualTo(how + " #2");
		}
		assertThat(second.headers().map().keySet()).isEqualTo(first.headers().map().keySet());
		assertThat(first.headers().map().containsKey("Set-Cookie")).isEqualTo(how.startsWith("cookie"));
	}

	@Test
	void doesNotRememberRedirects() {
		assertThat(get("/redirect", null).headers().firstValue("Location").orElseThrow()).endsWith("call=1");
		assertThat(get("/redirect", null).headers().firstValue("Location").orElseThrow()).endsWith("call=2");
	}

	@Test
	void longBodyPassesThrough() {
		assertThat(get("/unkept/large", null).body()).startsWith("large #1x").hasSize(8 + 300 * 1024);
		assertThat(get("/unkept/large", null).body()).startsWith("large #2x").hasSize(8 + 300 * 1024);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nobodyWaitsForAClientThatReadsNothingOfALongBody(boolean leaves) throws IOException {
		controller.gate = new CountDownLatch(1);
		NearStatistics statistics = context.getBean(NearCaches.class).get("export").statistics();
		long before = statistics.misses();
		HttpRequest request = request("GET", "/export", null);
		Socket first = new Socket();
		try {
			first.setReceiveBufferSize(4096);
			first.connect(new InetSocketAddress(request.uri().getHost(), request.uri().getPort()));
			first.getOutputStream()
				.write(("GET /export HTTP/1.1\r\nHost: " + request.uri().getAuthority() + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			await().until(() -> statistics.misses() - before == 1);
			CompletableFuture<HttpResponse<String>> second = this.client.sendAsync(request, BodyHandlers.ofString());
			await().until(() -> statistics.misses() - before == 2);
			if (leaves) {
				first.setSoLinger(true, 0);
				first.close();
			}
			controller.gate.countDown();
			HttpResponse<String> response = second.orTimeout(20, TimeUnit.SECONDS).join();
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).startsWith("#2x").hasSize(2 + PageController.EXPORTED);
		}
		finally {
			first.close();
		}
	}

	@Test
	void headIsAnsweredFromThePageOfGet() {
		HttpResponse<String> head = send("HEAD", "/public", null);
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		HttpResponse<String> get = get("/public", null);
		assertThat(get.body()).endsWith("#1");
		assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
		assertThat(head.headers().firstValue("Content-Length")).hasValue(Integer.toString(get.body().length()));
	}

	@Test
	void writesPassThrough() {
		assertThat(send("POST", "/mixed", null).body()).isEqualTo("#1");
		assertThat(send("POST", "/mixed", null).body()).isEqualTo("#2");
		assertThat(get("/mixed", null).body()).isEqualTo("#3");
		assertThat(get("/mixed", null).body()).isEqualTo("#3");
	}

	@Test
	void namedQueryParametersTellPagesApartAndNoOthersAreSeen() {
		assertThat(get("/search?q=a&page=2&utm=x", null).body())
			.isEqualTo("a 2 page=2&q=a page=2&q=a [page, q][page, q] #1");
		assertThat(get("/search?utm=y&page=2&q=a", null).body()).endsWith("#1");
		assertThat(get("/search?q=a&page=3", null).body()).endsWith("#2");
		assertThat(get("/search?q=a", null).body()).isEqualTo("a null q=a q=a [q][q] #3");
		assertThat(get("/search?q=a&page=", null).body()).endsWith("#4");
		assertThat(get("/search?q=a&q=b", null).body()).startsWith("a,b").endsWith("#5");
		assertThat(get("/search?q=a%2Cb", null).body()).startsWith("a,b").endsWith("#6");
	}

	@Test
	void queryParametersTellPagesApartWhateverAnnotationsTheyHave() {
		assertThat(get("/history?day=2026-01-01", null).body()).isEqualTo("2026-01-01 #1");
		assertThat(get("/history?day=2026-01-02", null).body()).isEqualTo("2026-01-02 #2");
		assertThat(get("/history", null).body()).isEqualTo("null #3");
		assertThat(get("/history?day=2026-01-01", null).body()).endsWith("#1");
	}

	@Test
	void listsTellPagesApartHoweverTheyAreWritten() {
		assertThat(get("/prices?symbols=A&symbols=B", null).body()).isEqualTo("[A, B] #1");
		assertThat(get("/prices?symbols%5B%5D=A&symbols%5B%5D=C", null).body()).isEqualTo("[A, C] #2");
		assertThat(get("/prices?symbols%5B%5D=C", null).body()).isEqualTo("[C] #3");
		assertThat(get("/prices", null).body()).isEqualTo("[AAPL] #4");
	}

	@Test
	void longKeysAreHashedAndStillToldApart() {
		String text = "x".repeat(3000);
		assertThat(get("/search?q=" + text, null).body()).endsWith("#1");
		assertThat(get("/search?q=" + text, null).body()).endsWith("#1");
		assertThat(get("/search?q=" + text + "y", null).body()).endsWith("#2");
	}

	@Test
	void headersThatDoNotTellPagesApartAreNotSeen() {
		String body = get("/seen", null, "X-Forwarded-Host", "evil.example", "Accept-Language", "fr", "Cookie", "a=b",
				"Range", "bytes=0-1")
			.body();
		assertThat(body).startsWith("null [][]nullnull0.0.0.0 ").doesNotContain(" fr ").endsWith("#1");
		assertThat(get("/seen", null).body()).isEqualTo(body);
	}

	@Test
	void namedHeadersTellPagesApart() {
		HttpResponse<String> one = get("/seen", null, "X-Version", "1");
		assertThat(one.body()).startsWith("1 [X-Version][X-Version]").endsWith("#1");
		assertThat(String.join(",", one.headers().allValues("Vary"))).contains("X-Version");
		assertThat(get("/seen", null, "X-Version", "2").body()).endsWith("#2");
		assertThat(get("/seen", null, "X-Version", "1").body()).isEqualTo(one.body());
	}

	@Test
	void acceptTellsPagesApartWhereTheMappingLeavesTheTypeOpen() {
		HttpResponse<String> json = get("/negotiated", null, "Accept", "application/json");
		assertThat(json.body()).isEqualTo("{\"call\":1}");
		assertThat(String.join(",", json.headers().allValues("Vary"))).contains("Accept");
		assertThat(get("/negotiated", null, "Accept", "text/html").statusCode()).isEqualTo(406);
		assertThat(get("/negotiated", null, "Accept", "application/json").body()).isEqualTo(json.body());
	}

	@Test
	void controllersHeadersAreRemembered() {
		for (HttpResponse<String> response : List.of(get("/headers", null), get("/headers", null))) {
			assertThat(response.body()).isEqualTo("#1");
			assertThat(response.headers().allValues("X-Call")).containsExactly("first", "second");
			assertThat(response.headers().allValues("Cache-Control")).containsExactly("max-age=7");
			assertThat(response.headers().allValues("ETag")).containsExactly("\"v1\"");
		}
	}

	@Test
	void whatIsWrittenToTheResponseIsRemembered() {
		for (HttpResponse<String> response : List.of(get("/written", null), get("/written", null))) {
			assertThat(response.body()).isEqualTo("größer #1");
			assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
		}
	}

	@Test
	void sessionsAndAsynchronousAnswersAreRefused() {
		assertThat(get("/session", null).statusCode()).isEqualTo(500);
		assertThat(get("/async", null).statusCode()).isEqualTo(500);
		assertThat(controller.calls).hasValue(0);
	}

	@Test
	void refusesAPageForEveryoneThatWasReadForOneUser() {
		for (int i = 1; i <= 2; i++) {
			HttpResponse<String> response = get("/claimed", "alice");
			assertThat(response.statusCode()).isEqualTo(500);
			assertThat(response.body()).doesNotContain("alice");
			assertThat(response.headers().map()).doesNotContainKey("X-Whose");
			assertThat(controller.calls).hasValue(i);
		}
	}

	@Test
	void remembersAPageThatIsSaidToBeTheSameForAll() {
		assertThat(get("/reference", "alice").body()).isEqualTo("alice #1");
		assertThat(get("/reference", null).body()).isEqualTo("alice #1");
	}

	@Test
	void remembersAPageReadUnderClaimsForCallersOfTheirOwnOnly() {
		assertThat(get("/claimed-own", "alice").body()).isEqualTo("alice #1");
		assertThat(get("/claimed-own", "alice").body()).isEqualTo("alice #1");
		assertThat(get("/claimed-own", null).statusCode()).isEqualTo(500);
	}

	@Test
	void answersWithWhatAReplicaMayLackAndDoesNotRememberIt() {
		assertThat(get("/lagging", null).body()).isEqualTo("#1");
		assertThat(get("/lagging", null).body()).isEqualTo("#2");
	}

	@Test
	void tagsForgetPages() {
		get("/own/1", "alice");
		get("/own/2", "alice");
		context.getBean(Memoizer.class).evictTag("page:1");
		assertThat(get("/own/1", "alice").body()).endsWith("#3");
		assertThat(get("/own/2", "alice").body()).endsWith("#2");
		context.getBean(Memoizer.class).evictTag("caller");
		assertThat(get("/own/2", "alice").body()).endsWith("#4");
	}

	@ParameterizedTest
	@CsvSource({ "/prices, symbol:AAPL", "/prices?symbols=, symbol:AAPL", "/prices?symbols=A&symbols=B, symbol:B",
			"'/prices?symbols=A,%20B', symbol:B", "/prices?symbols%5B%5D=B, symbol:B",
			"/prices?symbols=A&symbols=B&currencies=EUR&currencies=USD, price:A:USD",
			"/instruments/US0378331005, isin:US0378331005", "/files/a/b, file:/a/b" })
	void tagsNameWhatTheMethodIsGiven(String path, String tag) {
		assertThat(get(path, null).body()).endsWith("#1");
		assertThat(get(path, null).body()).endsWith("#1");
		context.getBean(Memoizer.class).evictTag(tag);
		assertThat(get(path, null).body()).endsWith("#2");
	}

	@Test
	void aPageWithTooManyTagsIsNotRemembered() {
		String path = "/prices?symbols=" + String.join(",", Collections.nCopies(40, "A")) + "&currencies="
				+ String.join(",", Collections.nCopies(40, "EUR"));
		assertThat(get(path, null).body()).endsWith("#1");
		assertThat(get(path, null).body()).endsWith("#2");
	}

	@Test
	void theCallersTagForgetsNobodyElsesPages() {
		get("/account?principal=bob", "alice");
		get("/account", "bob");
		context.getBean(Memoizer.class).evictTag("user:alice");
		assertThat(get("/account", "alice").body()).isEqualTo("alice #3");
		assertThat(get("/account", "bob").body()).isEqualTo("bob #2");
	}

	@Test
	void clientsKeepNothingOfAPageThatIsNotForThem() {
		for (HttpResponse<String> response : List.of(get("/account", "alice"), get("/account", "alice"))) {
			assertThat(response.body()).isEqualTo("alice #1");
			assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
			assertThat(response.headers().map()).doesNotContainKey("ETag");
		}
		assertThat(get("/account", "alice", "If-None-Match", "*").statusCode()).isEqualTo(200);
	}

	@Test
	void requestsForOneMissingPageShareOneCall() {
		controller.gate = new CountDownLatch(1);
		List<CompletableFuture<HttpResponse<String>>> responses = together(20, "/own/7");
		controller.gate.countDown();
		assertThat(responses).allSatisfy((response) -> assertThat(response.join().body()).isEqualTo("7 of alice #1"));
		assertThat(controller.calls).hasValue(1);
	}

	@Test
	void pageThatWasEvictedWhileItWasMadeIsNotRemembered() {
		controller.gate = new CountDownLatch(1);
		List<CompletableFuture<HttpResponse<String>>> responses = together(1, "/own/8");
		context.getBean(Memoizer.class).evictTag("page:8");
		controller.gate.countDown();
		assertThat(responses.get(0).join().body()).endsWith("#1");
		assertThat(get("/own/8", "alice").body()).endsWith("#2");
	}

	private List<CompletableFuture<HttpResponse<String>>> together(int count, String path) {
		var statistics = context.getBean(NearCaches.class).get("own").statistics();
		long before = statistics.misses();
		List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			responses.add(this.client.sendAsync(request("GET", path, "alice"), BodyHandlers.ofString()));
		}
		await().until(() -> statistics.misses() - before == count);
		return responses;
	}

	private HttpResponse<String> get(String path, String user, String... headers) {
		return send("GET", path, user, headers);
	}

	private HttpResponse<String> send(String method, String path, String user, String... headers) {
		return this.client.sendAsync(request(method, path, user, headers), BodyHandlers.ofString()).join();
	}

	private HttpRequest request(String method, String path, String user, String... headers) {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (user != null) {
			request.header("Authorization", "Basic "
					+ Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request.build();
	}

}
