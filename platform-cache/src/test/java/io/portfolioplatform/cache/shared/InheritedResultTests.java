package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Results of generic methods that a bean inherits are shared as what they are in that
 * bean.
 */
@Timeout(60)
class InheritedResultTests {

	private final RedisFleet fleet = new RedisFleet();

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void anotherProcessReadsWhatTheBeanReturns() {
		ConfigurableApplicationContext a = this.fleet.start(Application.class);
		Quotes b = this.fleet.start(Application.class).getBean(Quotes.class);
		for (String id : List.of("x", "y")) {
			a.getBean(Quotes.class).find(id);
			a.getBean(Quotes.class).all(id);
			a.getBean(Quotes.class).promised(id).join();
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> results(a) == 6);
		for (String id : List.of("x", "y")) {
			assertThat(b.find(id)).isEqualTo(new Quote(id));
			assertThat(b.all(id)).containsExactly(new Quote(id));
			assertThat(b.promised(id).join()).isEqualTo(new Quote(id));
		}
		assertThat(b.calls()).isZero();
	}

	private static long results(ConfigurableApplicationContext context) {
		return context.getBean(RedissonClient.class)
			.getKeys()
			.getKeysStream(KeysScanOptions.defaults().pattern("*result*"))
			.count();
	}

	abstract static class Finder<T> {

		private final AtomicInteger calls = new AtomicInteger();

		@Memoize(ttl = "1h")
		public T find(String id) {
			return count(id);
		}

		@Memoize(ttl = "1h")
		public List<T> all(String id) {
			return List.of(count(id));
		}

		@Memoize(ttl = "1h")
		public CompletableFuture<T> promised(String id) {
			return CompletableFuture.completedFuture(count(id));
		}

		private T count(String id) {
			this.calls.incrementAndGet();
			return load(id);
		}

		public int calls() {
			return this.calls.get();
		}

		abstract T load(String id);

	}

	static class Quotes extends Finder<Quote> {

		@Override
		Quote load(String id) {
			return new Quote(id);
		}

	}

	record Quote(String id) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Quotes.class)
	static class Application {

	}

}
