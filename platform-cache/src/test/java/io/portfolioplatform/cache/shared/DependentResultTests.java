package io.portfolioplatform.cache.shared;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.autoconfigure.SpringCacheManagerAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for shared results that are made of another cache's results, in processes that
 * look into the log of evictions once in a minute unless they have a reason to.
 */
@Timeout(60)
class DependentResultTests {

	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private final RedisFleet fleet = new RedisFleet();

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@ParameterizedTest
	@EnumSource
	void nobodyComputesOfWhatAnotherNodeHasEvicted(Way way) {
		ApplicationContext a = node();
		ApplicationContext b = node();
		DATABASE.put("x", 1);
		assertThat(b.getBean(Prices.class).of("x")).isEqualTo(1);
		DATABASE.put("x", 2);
		a.getBean(Memoizer.class).evictTag("price:x");
		// An eviction is told without waiting for it: b can only see what is in the log.
		await().until(a.getBean(PendingInvalidations.class)::isSettled);
		assertThat(way.worth.apply(b)).isEqualTo(20);
		assertThat(way.worth.apply(a)).isEqualTo(20);
	}

	private ConfigurableApplicationContext node() {
		return this.fleet.start(Application.class, "--platform.cache.coherence.interval=60s",
				"--platform.cache.coherence.trust=120s");
	}

	/**
	 * How a result is asked for.
	 */
	enum Way {

		MEMOIZED((context) -> context.getBean(Worths.class).of("x")),

		PROMISED((context) -> context.getBean(Worths.class).later("x").join()),

		CACHEABLE((context) -> context.getBean(Worths.class).cacheable("x")),

		BY_NAME((context) -> context.getBean(PlatformCaches.class)
			.<String, Integer>get("worths", Integer.class)
			.get("x", (key) -> 10 * context.getBean(Prices.class).of(key))),

		MANY((context) -> context.getBean(PlatformCaches.class)
			.<String, Integer>get("worths", Integer.class)
			.getAll(Set.of("x"), (keys) -> Map.of("x", 10 * context.getBean(Prices.class).of("x")))
			.get("x"));

		private final Function<ApplicationContext, Integer> worth;

		Way(Function<ApplicationContext, Integer> worth) {
			this.worth = worth;
		}

	}

	static class Prices {

		@Memoize(ttl = "1h", name = "prices", tags = "price:#{#name}", shared = false)
		public int of(String name) {
			return DATABASE.getOrDefault(name, 0);
		}

	}

	static class Worths {

		private final Prices prices;

		Worths(Prices prices) {
			this.prices = prices;
		}

		@Memoize(ttl = "1h", name = "worths-memoized")
		public Integer of(String name) {
			return 10 * this.prices.of(name);
		}

		@Memoize(ttl = "1h", name = "worths-promised")
		public CompletableFuture<Integer> later(String name) {
			return CompletableFuture.completedFuture(10 * this.prices.of(name));
		}

		@Cacheable("worths-cacheable")
		public Integer cacheable(String name) {
			return 10 * this.prices.of(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class,
			SpringCacheManagerAutoConfiguration.class })
	@Import({ Prices.class, Worths.class })
	static class Application {

	}

}
