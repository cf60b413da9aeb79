package io.portfolioplatform.cache.page;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.NearStatistics;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.cache.shared.Breaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What somebody else wrote into a key that the cache reads in Redis is a counted miss for
 * each way to ask, and what is computed takes its place. Several results are poisoned at
 * once, so that a look that failed would open the breaker. Of the log of evictions,
 * {@code PoisonedLogTests} tells.
 */
@Timeout(120)
class PoisonedKeysTests {

	private static final int RESULTS = 4;

	private static final RedisFleet FLEET = new RedisFleet();

	private static final Map<String, AtomicInteger> LOADS = new ConcurrentHashMap<>();

	private static ConfigurableApplicationContext context;

	private static int cases;

	private final List<String> ids = IntStream.range(0, RESULTS).mapToObj((i) -> "case" + ++cases + "x").toList();

	@BeforeAll
	static void start() {
		context = FLEET.start(Application.class, "--spring.main.web-application-type=servlet", "--server.port=0",
				"--platform.redis.connect-timeout=30s", "--platform.cache.shared.max-wait=50s");
	}

	@AfterAll
	static void close() throws Exception {
		FLEET.close();
	}

	static Stream<Arguments> poisons() {
		return Arrays.stream(Way.values())
			.flatMap((way) -> Arrays.stream(Poison.values())
				.filter((poison) -> way.tagged || !poison.name().startsWith("TAG"))
				.map((poison) -> arguments(way, poison)));
	}

	@ParameterizedTest
	@MethodSource("poisons")
	void isACountedMissAndReplaced(Way way, Poison poison) {
		assertThat(ask(way)).isEqualTo(values(1));
		poison(way, poison);
		NearStatistics statistics = context.getBean(NearCaches.class).get(way.cache).statistics();
		long hits = statistics.sharedHits();
		long misses = statistics.sharedMisses();
		assertThat(ask(way)).isEqualTo(values(2));
		assertThat(statistics.sharedMisses() - misses).as("misses").isEqualTo(RESULTS);
		assertThat(statistics.sharedHits() - hits).as("hits").isZero();
		assertThat(ask(way)).as("what is shared").isEqualTo(values(2));
		assertThat(statistics.sharedHits() - hits).as("hits").isEqualTo(RESULTS);
		assertThat(context.getBean(Breaker.class).isClosed()).as("closed").isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TAG.*")
	void aPutTakesItsPlace(Poison poison) {
		ask(Way.NAMED);
		poison(Way.NAMED, poison);
		PlatformCache<String, String> cache = named();
		this.ids.forEach((id) -> cache.put(id, id + " put"));
		await().atMost(Duration.ofSeconds(20)).until(context.getBean(PendingInvalidations.class)::isSettled);
		assertThat(ask(Way.NAMED)).isEqualTo(this.ids.stream().map((id) -> id + " put").toList());
		assertThat(context.getBean(Breaker.class).isClosed()).as("closed").isTrue();
	}

	/**
	 * With nothing near, and until what was computed is kept.
	 */
	private List<String> ask(Way way) {
		context.getBean(NearCaches.class).evictAll();
		List<String> values = way.ask.apply(this.ids);
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.ids.stream().allMatch((id) -> keys("turn", id).isEmpty()));
		return values;
	}

	private List<String> values(int load) {
		return this.ids.stream().map((id) -> id + " #" + load).toList();
	}

	private void poison(Way way, Poison poison) {
		for (String id : this.ids) {
			String result = keys("result", id).get(0);
			String prefix = result.substring(0, result.indexOf("result:"));
			redisson().getScript(StringCodec.INSTANCE)
				.eval(RScript.Mode.READ_WRITE, poison.script + " return 1", RScript.ReturnType.LONG, List.of(result,
						result.replace(":result:", ":turn:"), prefix + "versions", prefix + "tag:" + id),
						"cache:" + way.cache);
		}
	}

	private static List<String> keys(String kind, String id) {
		return redisson().getKeys()
			.getKeysStream(KeysScanOptions.defaults().pattern("*:" + kind + ":*" + id + "*"))
			.toList();
	}

	private static RedissonClient redisson() {
		return context.getBean(RedissonClient.class);
	}

	private static PlatformCache<String, String> named() {
		return context.getBean(PlatformCaches.class).get("named", String.class);
	}

	private static String load(String id) {
		return id + " #" + LOADS.computeIfAbsent(id, (any) -> new AtomicInteger()).incrementAndGet();
	}

	private static String page(String id) {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/poisoned/" + id))
			.build();
		return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString()).join().body();
	}

	/**
	 * How results are asked for.
	 */
	enum Way {

		MEMOIZED("memoized", true, (ids) -> ids.stream().map((id) -> context.getBean(Results.class).of(id)).toList()),

		PAGE("pages", true, (ids) -> ids.stream().map(PoisonedKeysTests::page).toList()),

		NAMED("named", false, (ids) -> ids.stream().map((id) -> named().get(id, PoisonedKeysTests::load)).toList()),

		NAMED_AT_ONCE("named", false, (ids) -> {
			Map<String, String> values = named().getAll(ids, (missing) -> missing.stream()
				.collect(Collectors.toMap(Function.identity(), PoisonedKeysTests::load)));
			return ids.stream().map(values::get).toList();
		});

		private final String cache;

		private final boolean tagged;

		private final Function<List<String>, List<String>> ask;

		Way(String cache, boolean tagged, Function<List<String>, List<String>> ask) {
			this.cache = cache;
			this.tagged = tagged;
			this.ask = ask;
		}

	}

	/**
	 * What stands in Redis: result, turn, versions of caches and version of the tag are
	 * keys 1 to 4, the name of the cache's version is the argument.
	 */
	enum Poison {

		RESULT_OF_ANOTHER_TYPE("redis.call('DEL', KEYS[1]) redis.call('RPUSH', KEYS[1], 'x')"),

		RESULT_AS_A_SERIALIZED_OBJECT("redis.call('SET', KEYS[1], '\\172\\237\\000\\005sr\\000\\017java.lang.Long')"),

		RESULT_WITH_GARBAGE_IN_EVERY_FIELD("redis.call('HSET', KEYS[1], 'stamp', '\\255', 'bytes', '\\0', 'ttl', 'x')"),

		RESULT_WITHOUT_FIELDS("redis.call('DEL', KEYS[1]) redis.call('HSET', KEYS[1], '', '')"),

		RESULT_WITHOUT_BYTES("redis.call('HDEL', KEYS[1], 'bytes')"),

		BYTES("redis.call('HSET', KEYS[1], 'bytes', 'x')"),

		BYTES_AND_TTL("redis.call('HSET', KEYS[1], 'bytes', 'x', 'ttl', 'x')"),

		STAMP("redis.call('HSET', KEYS[1], 'stamp', '')"),

		TTL("redis.call('HSET', KEYS[1], 'ttl', 'x')"),

		TTL_THAT_IS_NO_NUMBER("redis.call('HSET', KEYS[1], 'ttl', 'nan', 'bytes', 'x')"),

		TTL_WITHOUT_END("redis.call('HSET', KEYS[1], 'ttl', 'inf')"),

		TTL_THAT_IS_SHORTER("redis.call('HSET', KEYS[1], 'ttl', '-5', 'bytes', 'x')"),

		NO_TTL("redis.call('HDEL', KEYS[1], 'ttl')"),

		NO_EXPIRY("redis.call('PERSIST', KEYS[1])"),

		LATE_EXPIRY("redis.call('PEXPIRE', KEYS[1], '9000000000000000')"),

		TURN_OF_ANOTHER_TYPE("redis.call('DEL', KEYS[1]) redis.call('RPUSH', KEYS[2], 'x')"),

		TURN_OF_NOBODY("redis.call('DEL', KEYS[1]) redis.call('SET', KEYS[2], 'x', 'PX', 3600000)"),

		TURN_WITHOUT_END("redis.call('DEL', KEYS[1]) redis.call('SET', KEYS[2], 'a-b:1')"),

		VERSIONS_OF_ANOTHER_TYPE("redis.call('DEL', KEYS[3]) redis.call('SADD', KEYS[3], 'x')"),

		VERSION_OF_THE_CACHE("redis.call('HSET', KEYS[3], ARGV[1], '\\255 x')"),

		EMPTY_VERSION_OF_THE_CACHE("redis.call('HSET', KEYS[3], ARGV[1], '')"),

		TAG_OF_ANOTHER_TYPE("redis.call('DEL', KEYS[4]) redis.call('RPUSH', KEYS[4], 'x')"),

		TAG("redis.call('SET', KEYS[4], '\\255 x')");

		private final String script;

		Poison(String script) {
			this.script = script;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PageApplication.class, Results.class, Pages.class })
	static class Application {

	}

	static class Results {

		@Memoize(name = "memoized", ttl = "1h", refreshAfter = "50m", tags = "#{#id}")
		public String of(String id) {
			return load(id);
		}

	}

	@RestController
	static class Pages {

		@CachePage(name = "pages", ttl = "1h", scope = CachePage.Scope.PUBLIC, tags = "{id}")
		@GetMapping("/poisoned/{id}")
		String page(@PathVariable String id) {
			return load(id);
		}

	}

}
