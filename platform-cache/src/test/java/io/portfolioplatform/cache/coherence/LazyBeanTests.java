package io.portfolioplatform.cache.coherence;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.memoize.DefaultMemoizer;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Evictions by a process that has not created the bean whose results others remember.
 */
class LazyBeanTests {

	/** What the bean reads: a database that all processes share. */
	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private final RedisFleet fleet = new RedisFleet();

	private Numbers reader;

	@BeforeEach
	void remember() {
		this.reader = this.fleet.start(Eager.class).getBean(Numbers.class);
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			DATABASE.put("x", 1);
			DATABASE.put("y", 1);
			this.reader.get("y");
			int first = this.reader.get("x");
			DATABASE.put("x", 2);
			DATABASE.put("y", 2);
			return first == 1 && this.reader.get("x") == 1 && this.reader.get("y") == 1;
		});
	}

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void oneThatIsLazyTellsOthers() {
		memoizer(Eager.class, "--spring.main.lazy-initialization=true").evict(DatabaseNumbers.class, "get", "x");
		assertOnlyXIsForgotten();
	}

	@Test
	void oneThatIsLazyTellsOthersByItsInterface() {
		memoizer(Eager.class, "--spring.main.lazy-initialization=true").evict(Numbers.class, "get", "x");
		assertOnlyXIsForgotten();
	}

	@Test
	void oneThatOnlyOthersHaveTellsThem() {
		memoizer(Without.class).evict(DatabaseNumbers.class, "get", "x");
		assertOnlyXIsForgotten();
	}

	@Test
	void keyOfACacheReachesOthers() {
		memoizer(Eager.class, "--spring.main.lazy-initialization=true").evictKey("numbers", "x");
		assertOnlyXIsForgotten();
	}

	@Test
	void oneOfAnUnknownClassTellsOthersToForgetAll() {
		ConfigurableApplicationContext context = this.fleet.start(Declared.class);
		context.getBean(Memoizer.class).evict(Numbers.class, "get", "x");
		assertXIsForgotten();
		assertThat(this.reader.get("y")).isEqualTo(2);
		DATABASE.put("x", 3);
		DATABASE.put("y", 3);
		assertThat(context.getBean(Numbers.class)).isNotNull();
		context.getBean(Memoizer.class).evict(Numbers.class, "get", "x");
		await().atMost(Duration.ofSeconds(20)).until(() -> this.reader.get("x") == 3);
		assertThat(this.reader.get("y")).isEqualTo(2);
	}

	private DefaultMemoizer memoizer(Class<?> application, String... arguments) {
		return this.fleet.start(application, arguments).getBean(DefaultMemoizer.class);
	}

	private void assertOnlyXIsForgotten() {
		assertXIsForgotten();
		assertThat(this.reader.get("y")).isEqualTo(1);
	}

	private void assertXIsForgotten() {
		await().atMost(Duration.ofSeconds(20)).until(() -> this.reader.get("x") == 2);
	}

	interface Numbers {

		int get(String name);

	}

	static class DatabaseNumbers implements Numbers {

		@Override
		@Memoize(ttl = "1h", name = "numbers")
		public int get(String name) {
			return DATABASE.get(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(DatabaseNumbers.class)
	static class Eager {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	static class Without {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	static class Declared {

		@Bean
		@Lazy
		Numbers numbers() {
			return new DatabaseNumbers();
		}

	}

}
