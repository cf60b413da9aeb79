package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What somebody else wrote into the log of evictions and what belongs to it: processes go
 * on to follow it, forget rather too much than too little, and serve nothing that was
 * evicted.
 */
@Timeout(120)
class PoisonedLogTests {

	private static final String NAMES = "platform:cache:{application}:";

	private static final AtomicInteger PRICE = new AtomicInteger();

	private final RedisFleet fleet = new RedisFleet();

	private ApplicationContext a;

	private ApplicationContext b;

	@BeforeEach
	void start() {
		PRICE.set(1);
		this.a = this.fleet.start(Application.class);
		this.b = this.fleet.start(Application.class);
	}

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@ParameterizedTest
	@EnumSource
	void evictionsAreHeardAllTheSame(Poison poison) {
		assertThat(price(this.a)).isEqualTo(1);
		assertThat(price(this.b)).isEqualTo(1);
		long poisoned = poison(poison);
		PRICE.set(2);
		this.a.getBean(Memoizer.class).evict(Prices.class, "of", "x");
		assertThat(price(this.a)).as("the one who evicted").isEqualTo(2);
		await().atMost(Duration.ofSeconds(20)).until(() -> price(this.b) == 2);
		for (ApplicationContext node : List.of(this.a, this.b)) {
			assertFollowsSince(poisoned, node);
			assertThat(node.getBean(Breaker.class).isClosed()).as("closed").isTrue();
			await().atMost(Duration.ofSeconds(20)).until(node.getBean(PendingInvalidations.class)::isSettled);
		}
	}

	@ParameterizedTest
	@EnumSource
	void processesFollowWithoutAnEvictionToo(Poison poison) {
		long poisoned = poison(poison);
		assertFollowsSince(poisoned, this.a);
		assertFollowsSince(poisoned, this.b);
		assertThat(price(this.a)).isEqualTo(1);
		assertThat(price(this.b)).isEqualTo(1);
	}

	/**
	 * With an eviction that is lost with the log, before any process has looked.
	 */
	@ParameterizedTest
	@EnumSource(names = { "STREAM_OF_ANOTHER_TYPE", "STREAM_WITH_THE_LAST_ID", "NO_STREAM" })
	void whoIsToComputeForgetsWhatALostLogMayHaveTold(Poison poison) {
		ApplicationContext rare = this.fleet.start(Application.class, "--platform.cache.coherence.interval=1h",
				"--platform.cache.coherence.trust=3h");
		assertThat(price(rare)).isEqualTo(1);
		assertThat(price(this.a)).isEqualTo(1);
		PRICE.set(2);
		this.a.getBean(Memoizer.class).evict(Prices.class, "of", "x");
		await().atMost(Duration.ofSeconds(20)).until(this.a.getBean(PendingInvalidations.class)::isSettled);
		poison(poison);
		assertThat(rare.getBean(Prices.class).doubled("x")).isEqualTo(4);
	}

	@Test
	void aProcessThatStartsLaterFindsItsWay() {
		poison(Poison.STREAM_OF_ANOTHER_TYPE);
		poison(Poison.VERSIONS_OF_ANOTHER_TYPE);
		assertThat(price(this.fleet.start(Application.class))).isEqualTo(1);
	}

	private static void assertFollowsSince(long poisoned, ApplicationContext node) {
		Trust trust = node.getBean(Trust.class);
		await().atMost(Duration.ofSeconds(20)).until(() -> trust.lag() < System.nanoTime() - poisoned);
		assertThat(trust.isGivenNow()).isTrue();
	}

	private static int price(ApplicationContext node) {
		return node.getBean(Prices.class).of("x");
	}

	private long poison(Poison poison) {
		this.a.getBean(RedissonClient.class)
			.getScript(StringCodec.INSTANCE)
			.eval(RScript.Mode.READ_WRITE, poison.script + " return 1", RScript.ReturnType.LONG,
					List.of(NAMES + "invalidations", NAMES + "versions"));
		return System.nanoTime();
	}

	/**
	 * What stands in Redis: the stream and the versions are keys 1 and 2.
	 */
	enum Poison {

		STREAM_OF_ANOTHER_TYPE("redis.call('DEL', KEYS[1]) redis.call('SET', KEYS[1], '\\172\\237\\000\\005')"),

		STREAM_WHOSE_LAST_ID_IS_GONE(
				"redis.call('XADD', KEYS[1], '18446744073709551615-18446744073709551615', 'cache', 'prices') "
						+ "redis.call('XDEL', KEYS[1], '18446744073709551615-18446744073709551615')"),

		STREAM_WITH_THE_LAST_ID(
				"redis.call('XADD', KEYS[1], '18446744073709551615-18446744073709551615', 'cache', 'prices')"),

		STREAM_WITH_AN_ID_TOO_LONG("redis.call('XADD', KEYS[1], '9999999999999999999-0', '\\255', '\\0')"),

		STREAM_WITHOUT_ENTRIES("redis.call('XADD', KEYS[1], '18446744073709551615-18446744073709551615', 'a', 'b') "
				+ "redis.call('XTRIM', KEYS[1], 'MAXLEN', 0)"),

		NO_STREAM("redis.call('DEL', KEYS[1])"),

		ENTRY_OF_GARBAGE("redis.call('XADD', KEYS[1], '*', '\\255', '\\0')"),

		ENTRY_WITH_A_KEY_OF_GARBAGE(
				"redis.call('XADD', KEYS[1], '*', 'cache', 'prices', 'method', '\\255', 'key', ':x')"),

		ENTRY_WITH_A_NAMED_KEY_OF_GARBAGE(
				"redis.call('XADD', KEYS[1], '*', 'cache', 'prices', 'method', '', 'key', 'd3:x-y')"),

		VERSIONS_OF_ANOTHER_TYPE("redis.call('DEL', KEYS[2]) redis.call('RPUSH', KEYS[2], 'x')"),

		SERVER("redis.call('HSET', KEYS[2], 'server', '\\255')"),

		LAST_WRITE("redis.call('HSET', KEYS[2], 'written', 'x')"),

		LAST_WRITE_THAT_IS_NO_NUMBER("redis.call('HSET', KEYS[2], 'written', 'nan')");

		private final String script;

		Poison(String script) {
			this.script = script;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Prices.class)
	static class Application {

	}

	static class Prices {

		private final ObjectProvider<Prices> self;

		Prices(ObjectProvider<Prices> self) {
			this.self = self;
		}

		@Memoize(name = "prices", ttl = "1h")
		public int of(String symbol) {
			return PRICE.get();
		}

		@Memoize(name = "doubled", ttl = "1h")
		public int doubled(String symbol) {
			return 2 * this.self.getObject().of(symbol);
		}

	}

}
