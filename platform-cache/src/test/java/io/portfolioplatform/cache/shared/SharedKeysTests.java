package io.portfolioplatform.cache.shared;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for which keys' results are shared.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SharedKeysTests {

	private static final AtomicInteger LOADS = new AtomicInteger();

	private final RedisFleet fleet = new RedisFleet();

	@BeforeEach
	void reset() {
		LOADS.set(0);
	}

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void constantsAreShared() {
		ApplicationContext a = node();
		ApplicationContext b = node();
		assertThat(returns(a).of("x", Range.YEAR)).isEqualTo("x YEAR 1");
		awaitKept(a);
		assertThat(returns(b).of("x", Range.YEAR)).isEqualTo("x YEAR 1");
		assertThat(returns(b).of("x", Range.MONTH)).isEqualTo("x MONTH 2");
		a.getBean(Memoizer.class).evict(Returns.class, "of", "x", Range.YEAR);
		await().untilAsserted(() -> assertThat(returns(b).of("x", Range.YEAR)).isEqualTo("x YEAR 3"));
		assertThat(returns(a).of("x", Range.YEAR)).isEqualTo("x YEAR 3");
	}

	@Test
	void overloadsWhoseTypesBearTheSameNameShareNothing() {
		ApplicationContext a = node();
		ApplicationContext b = node();
		assertThat(returns(a).find(new Account.Id("x"))).isEqualTo("account 1");
		await().until(() -> results(a) == 1);
		assertThat(returns(b).find(new User.Id("x"))).isEqualTo("user 2");
		assertThat(returns(b).find(new Account.Id("x"))).isEqualTo("account 1");
	}

	@Test
	void saysOnceThatOtherKeysAreNot(CapturedOutput output) {
		ApplicationContext a = node();
		returns(a).ofAll(List.of("x"));
		returns(a).ofAll(List.of("y"));
		assertThat(output).containsOnlyOnce("each process computes").contains(List.of("x").getClass().getName());
	}

	private ApplicationContext node() {
		return this.fleet.start(Application.class);
	}

	private static Returns returns(ApplicationContext node) {
		return node.getBean(Returns.class);
	}

	private static void awaitKept(ApplicationContext node) {
		await().until(() -> node.getBean(NearCaches.class).get("returns").statistics().sharedMisses() == 1);
	}

	private static long results(ApplicationContext node) {
		return node.getBean(RedissonClient.class)
			.getKeys()
			.getKeysStream(KeysScanOptions.defaults().pattern("*:result:*"))
			.count();
	}

	enum Range {

		MONTH, YEAR

	}

	interface Account {

		record Id(String value) {

		}

	}

	interface User {

		record Id(String value) {

		}

	}

	static class Returns {

		@Memoize(ttl = "1h", key = "#id.value()")
		public String find(Account.Id id) {
			return "account " + LOADS.incrementAndGet();
		}

		@Memoize(ttl = "1h", key = "#id.value()")
		public String find(User.Id id) {
			return "user " + LOADS.incrementAndGet();
		}

		@Memoize(ttl = "1h", name = "returns")
		public String of(String owner, Range range) {
			return owner + " " + range + " " + LOADS.incrementAndGet();
		}

		@Memoize(ttl = "1h")
		public int ofAll(List<String> owners) {
			return LOADS.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Returns.class)
	static class Application {

	}

}
