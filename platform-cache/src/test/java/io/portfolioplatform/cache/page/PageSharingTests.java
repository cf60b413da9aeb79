package io.portfolioplatform.cache.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisFleet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pages that two servers behind one name share through a real Redis.
 */
@Timeout(300)
class PageSharingTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final RedisFleet fleet = new RedisFleet();

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void anotherServerAnswersWithTheSamePage() {
		Node a = node();
		Node b = node();
		int pages = 0;
		for (String path : List.of("/headers", "/written", "/own/1")) {
			HttpResponse<String> first = get(a, path, "alice");
			awaitKept(a, ++pages);
			HttpResponse<String> second = get(b, path, "alice");
			assertThat(second.body()).isEqualTo(first.body());
			for (String header : List.of("Content-Type", "ETag", "X-Call", "Cache-Control", "Vary")) {
				assertThat(second.headers().allValues(header)).as(header).isEqualTo(first.headers().allValues(header));
			}
			assertThat(second.headers().firstValue("Age")).isPresent();
		}
		assertThat(b.controller().calls).hasValue(0);
	}

	@Test
	void nobodyGetsThePageOfAnotherCaller() {
		Node a = node();
		Node b = node();
		get(a, "/own/1", "alice");
		awaitKept(a, 1);
		assertThat(get(b, "/own/1", "bob").body()).isEqualTo("1 of bob #1");
		assertThat(get(b, "/own/1", null).body()).isEqualTo("1 of nobody #2");
		assertThat(get(b, "/own/1", "alice").body()).isEqualTo("1 of alice #1");
	}

	@Test
	void evictedPagesAreMadeAnewByTheFleet() {
		Node a = node();
		Node b = node();
		get(a, "/own/1", "alice");
		get(a, "/own/2", "alice");
		awaitKept(a, 2);
		a.evictTag("page:1");
		assertThat(get(a, "/own/1", "alice").body()).endsWith("#3");
		assertThat(get(b, "/own/2", "alice").body()).endsWith("#2");
		a.evictAll("own");
		assertThat(get(b, "/own/2", "alice").body()).endsWith("#1");
	}

	@Test
	void refusedAnswersAreNotShared() {
		Node a = node();
		Node b = node();
		for (String how : List.of("cookie", "cookie-header", "private", "no-store", "vary", "not-found", "created",
				"large", "null-in-a-header")) {
			get(a, "/unkept/" + how, null);
			assertThat(get(b, "/unkept/" + how, null).body()).startsWith(how);
		}
		assertThat(b.controller().calls).hasValue(9);
		assertThat(a.keys("*turn*")).isZero();
		assertThat(a.keys("*result*")).isZero();
	}

	@Test
	void pagesMayBeKeptToEachServer() {
		Node a = node();
		Node b = node();
		assertThat(get(a, "/local", null).body()).isEqualTo("#1");
		assertThat(get(b, "/local", null).body()).isEqualTo("#1");
		assertThat(get(a, "/local", null).body()).isEqualTo("#1");
		assertThat(a.keys("*result*")).isZero();
	}

	@Test
	void damagedPageIsMadeAnew() {
		Node a = node();
		Node b = node();
		get(a, "/public", null);
		awaitKept(a, 1);
		RedissonClient redisson = a.context().getBean(RedissonClient.class);
		String key = redisson.getKeys().getKeys(KeysScanOptions.defaults().pattern("*result*")).iterator().next();
		redisson.<String, String>getMap(key, StringCodec.INSTANCE).fastPut("bytes", "PC\u0003\u0000damaged");
		assertThat(get(b, "/public", null).body()).endsWith("#1");
		assertThat(b.context().getBean(NearCaches.class).get("PageController.everyone").statistics().unreadable())
			.isEqualTo(1);
		assertThat(b.controller().calls).hasValue(1);
	}

	@Test
	void pagesAreAnsweredWithoutRedis() {
		Node a = node();
		this.fleet.redis().close();
		assertThat(get(a, "/own/1", "alice").body()).startsWith("1 of alice");
		assertThat(get(a, "/own/1", "alice").statusCode()).isEqualTo(200);
	}

	private static void awaitKept(Node node, int pages) {
		await().atMost(Duration.ofSeconds(20)).until(() -> node.keys("*result*") == pages);
	}

	/**
	 * As a proxy asks that passes the name on which clients know the service.
	 */
	private HttpResponse<String> get(Node node, String path, @Nullable String user) {
		String port = node.context().getEnvironment().getProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("X-Forwarded-Host", "shop.example")
			.header("X-Forwarded-Port", "443")
			.header("X-Forwarded-Proto", "https");
		if (user != null) {
			request.header("Authorization", "Basic "
					+ Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
		}
		return this.client.sendAsync(request.build(), BodyHandlers.ofString()).join();
	}

	private Node node() {
		ConfigurableApplicationContext context = this.fleet.start(PageApplication.class,
				"--spring.main.web-application-type=servlet", "--server.port=0",
				"--server.forward-headers-strategy=framework", "--platform.redis.connect-timeout=30s");
		return new Node(context, context.getBean(PageController.class));
	}

	/**
	 * One server.
	 *
	 * @param context its application
	 * @param controller what it asks
	 */
	private record Node(ConfigurableApplicationContext context, PageController controller) {

		long keys(String pattern) {
			return this.context.getBean(RedissonClient.class)
				.getKeys()
				.getKeysStream(KeysScanOptions.defaults().pattern(pattern))
				.count();
		}

		void evictTag(String tag) {
			this.context.getBean(Memoizer.class).evictTag(tag);
			awaitSettled();
		}

		void evictAll(String cache) {
			this.context.getBean(Memoizer.class).evictAll(cache);
			awaitSettled();
		}

		private void awaitSettled() {
			await().atMost(Duration.ofSeconds(20)).until(this.context.getBean(PendingInvalidations.class)::isSettled);
		}

	}

}
