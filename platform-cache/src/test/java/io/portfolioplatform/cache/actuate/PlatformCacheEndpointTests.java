package io.portfolioplatform.cache.actuate;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code /actuator/platformcache} over a real connection.
 */
class PlatformCacheEndpointTests {

	private static final String WRITABLE = "--management.endpoint.platformcache.access=unrestricted";

	@Test
	void listsCachesWithSettingsAndFigures() {
		try (ConfigurableApplicationContext context = start()) {
			Prices prices = context.getBean(Prices.class);
			prices.of("AAPL");
			prices.of("AAPL");
			JsonNode answer = json(send(context, "GET", ""));
			assertThat(answer.path("trusted").asBoolean()).isTrue();
			JsonNode cache = answer.path("caches").path("prices");
			assertThat(cache.path("size").asInt()).isEqualTo(1);
			assertThat(cache.path("hits").asInt()).isEqualTo(1);
			assertThat(cache.path("misses").asInt()).isEqualTo(1);
			assertThat(cache.path("hitRatio").asDouble()).isEqualTo(0.5);
			assertThat(cache.path("maxEntries").asInt()).isEqualTo(77);
			assertThat(cache.path("usedBy").path(Prices.class.getName() + ".of(String)").path("ttl").asString())
				.isEqualTo("PT5M");
			assertThat(json(send(context, "GET", "/prices"))).isEqualTo(cache);
			assertThat(send(context, "GET", "/none").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void tellsHowFarThisProcessIsBehindTheFleet() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(json(send(context, "GET", "")).path("coherence").isObject()).isFalse();
		}
		try (RedisServer redis = RedisServer.start();
				FaultProxy proxy = FaultProxy.to(redis.host(), redis.port());
				ConfigurableApplicationContext context = start("--REDIS_URL=redis://localhost:" + proxy.port(),
						"--platform.cache.coherence.trust=30s")) {
			await().atMost(Duration.ofSeconds(20)).until(() -> lag(context) != null);
			JsonNode coherence = json(send(context, "GET", "")).path("coherence");
			assertThat(coherence.path("breakerOpen").asBoolean(true)).isFalse();
			proxy.pause();
			await().atMost(Duration.ofSeconds(20))
				.until(() -> Duration.parse(lag(context)).compareTo(Duration.ofSeconds(1)) > 0);
		}
	}

	private static String lag(ConfigurableApplicationContext context) {
		return json(send(context, "GET", "")).path("coherence").path("lag").asString(null);
	}

	@Test
	void breakerOpensWhileRedisDoesNotAnswer() {
		try (RedisServer redis = RedisServer.start();
				FaultProxy proxy = FaultProxy.to(redis.host(), redis.port());
				ConfigurableApplicationContext context = start("--REDIS_URL=redis://localhost:" + proxy.port(),
						"--platform.cache.coherence.trust=1m", "--platform.cache.shared.timeout=1s")) {
			await().atMost(Duration.ofSeconds(20)).until(() -> lag(context) != null);
			Prices prices = context.getBean(Prices.class);
			proxy.pause();
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				prices.of(UUID.randomUUID().toString());
				return json(send(context, "GET", "")).path("coherence").path("breakerOpen").asBoolean();
			});
		}
	}

	@Test
	void doesNotWriteUnlessItMay() {
		try (ConfigurableApplicationContext context = start()) {
			Prices prices = context.getBean(Prices.class);
			prices.of("AAPL");
			assertThat(send(context, "DELETE", "/prices").statusCode()).isEqualTo(405);
			assertThat(send(context, "DELETE", "?tag=all").statusCode()).isEqualTo(405);
			assertThat(prices.of("AAPL")).isEqualTo("AAPL 1");
		}
	}

	@Test
	void evictsCachesKeysAndTags() {
		try (ConfigurableApplicationContext context = start(WRITABLE)) {
			Prices prices = context.getBean(Prices.class);
			prices.of("AAPL");
			prices.of("MSFT");
			assertThat(send(context, "DELETE", "/prices?key=AAPL").statusCode()).isEqualTo(204);
			assertThat(prices.of("MSFT")).isEqualTo("MSFT 2");
			assertThat(prices.of("AAPL")).isEqualTo("AAPL 3");
			assertThat(send(context, "DELETE", "?tag=symbol:MSFT").statusCode()).isEqualTo(204);
			assertThat(prices.of("AAPL")).isEqualTo("AAPL 3");
			assertThat(prices.of("MSFT")).isEqualTo("MSFT 4");
			assertThat(send(context, "DELETE", "/prices").statusCode()).isEqualTo(204);
			assertThat(prices.of("AAPL")).isEqualTo("AAPL 5");
			assertThat(send(context, "DELETE", "/none").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void cacheIsNotUsedByNameBecauseOneKeyOfItIsEvicted() {
		try (ConfigurableApplicationContext context = start(WRITABLE)) {
			context.getBean(Prices.class).of("AAPL");
			JsonNode before = json(send(context, "GET", "/prices"));
			assertThat(send(context, "DELETE", "/prices?key=AAPL").statusCode()).isEqualTo(204);
			JsonNode after = json(send(context, "GET", "/prices"));
			assertThat(after.path("size").asInt()).isZero();
			assertThat(after.path("usedBy")).isEqualTo(before.path("usedBy"));
			assertThat(after.path("unsharedBecause")).isEqualTo(before.path("unsharedBecause"));
		}
	}

	@Test
	void evictsInTheWholeFleet() {
		try (RedisServer redis = RedisServer.start();
				ConfigurableApplicationContext one = start(WRITABLE, "--REDIS_URL=" + redis.url());
				ConfigurableApplicationContext other = start("--REDIS_URL=" + redis.url())) {
			Prices prices = other.getBean(Prices.class);
			one.getBean(Prices.class).of("probe");
			for (String path : new String[] { "/prices", "/prices?key=AAPL", "?tag=symbol:AAPL" }) {
				await().atMost(Duration.ofSeconds(20)).until(() -> prices.of("AAPL").equals(prices.of("AAPL")));
				String remembered = prices.of("AAPL");
				assertThat(send(one, "DELETE", path).statusCode()).isEqualTo(204);
				await().atMost(Duration.ofSeconds(20)).until(() -> !prices.of("AAPL").equals(remembered));
			}
		}
	}

	@Test
	void evictsKeysOfEveryTypeOfCachesByName() {
		try (ConfigurableApplicationContext context = start(WRITABLE)) {
			for (Object key : new Object[] { "AAPL", 42, 43L, (short) 44, (byte) 45, new BigInteger("46"),
					UUID.randomUUID(), true }) {
				var cache = context.getBean(PlatformCaches.class).<Object, String>get("quotes");
				cache.put(key, "1");
				assertThat(send(context, "DELETE", "/quotes?key=" + key).statusCode()).isEqualTo(204);
				assertThat(cache.getIfPresent(key)).as(key.getClass().getName()).isNull();
			}
			assertThat(json(send(context, "GET", "/quotes")).path("unsharedBecause").asString())
				.contains("there is no Redis");
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Service.class);
		String[] all = new String[arguments.length + 4];
		all[0] = "--server.port=0";
		all[1] = "--management.endpoints.web.exposure.include=platformcache";
		all[2] = "--platform.cache.caches.prices.max-entries=77";
		all[3] = "--spring.main.banner-mode=off";
		System.arraycopy(arguments, 0, all, 4, arguments.length);
		return application.run(all);
	}

	private static JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private static HttpResponse<String> send(ConfigurableApplicationContext context, String method, String path) {
		URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/platformcache" + path);
		return HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
					BodyHandlers.ofString())
			.join();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
	@Import(Prices.class)
	static class Service {

	}

	static class Prices {

		private final AtomicInteger calls = new AtomicInteger();

		@Memoize(ttl = "5m", name = "prices", tags = { "all", "symbol:#{#symbol}" })
		String of(String symbol) {
			return symbol + " " + this.calls.incrementAndGet();
		}

	}

}
