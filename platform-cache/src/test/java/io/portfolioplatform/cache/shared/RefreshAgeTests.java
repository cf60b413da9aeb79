package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.NearStatistics;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * From which age on a result in Redis is computed anew, whatever its {@code ttl} was
 * shortened by.
 */
class RefreshAgeTests {

	private static final AtomicInteger LOADS = new AtomicInteger();

	private static final int RESULTS = 30;

	private final RedisFleet fleet = new RedisFleet();

	private final ConfigurableApplicationContext first = start();

	@BeforeEach
	void compute() {
		LOADS.set(0);
		all(this.first).forEach((load) -> assertThat(load).isLessThanOrEqualTo(RESULTS));
		await().atMost(Duration.ofSeconds(20)).until(() -> kept().size() == RESULTS);
	}

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void youngResultIsNotDue() {
		assertThat(all(start())).allMatch((load) -> load <= RESULTS);
		letPass(Duration.ofMinutes(4));
		assertThat(all(start())).allMatch((load) -> load <= RESULTS);
		assertThat(LOADS).hasValue(RESULTS);
	}

	@Test
	void resultIsDueAtItsAge() {
		letPass(Duration.ofMinutes(5));
		assertThat(all(start())).allMatch((load) -> load > RESULTS);
		assertThat(LOADS).hasValue(2 * RESULTS);
	}

	@Test
	void resultThatIsDueIsNoHitAsItIsComputed() {
		letPass(Duration.ofMinutes(5));
		ConfigurableApplicationContext second = start();
		all(second);
		NearStatistics statistics = second.getBean(NearCaches.class).get("loads").statistics();
		assertThat(statistics.sharedMisses()).isEqualTo(RESULTS);
		assertThat(statistics.sharedHits()).isZero();
	}

	private ConfigurableApplicationContext start() {
		return this.fleet.start(Application.class, "--platform.cache.ttl-jitter=0.5");
	}

	private static List<Integer> all(ConfigurableApplicationContext context) {
		Counter counter = context.getBean(Counter.class);
		return IntStream.range(0, RESULTS).mapToObj(counter::load).toList();
	}

	private void letPass(Duration time) {
		kept().forEach((key) -> redisson().getBucket(key)
			.expire(Duration.ofMillis(redisson().getBucket(key).remainTimeToLive()).minus(time)));
	}

	private List<String> kept() {
		return redisson().getKeys().getKeysStream(KeysScanOptions.defaults().pattern("*result*")).toList();
	}

	private RedissonClient redisson() {
		return this.first.getBean(RedissonClient.class);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Counter.class)
	static class Application {

	}

	static class Counter {

		@Memoize(name = "loads", ttl = "1h", refreshAfter = "5m")
		int load(int key) {
			return LOADS.incrementAndGet();
		}

	}

}
