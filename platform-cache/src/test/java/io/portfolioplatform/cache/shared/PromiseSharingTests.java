package io.portfolioplatform.cache.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.context.ContextRegistry;
import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.cache.redis.RedisFleet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for promised results that several processes share through a real Redis.
 */
@Timeout(60)
class PromiseSharingTests {

	private static final ThreadLocal<@Nullable String> CALLER = new ThreadLocal<>();

	private final RedisFleet fleet = new RedisFleet();

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void anotherProcessGetsTheSharedValue() throws Exception {
		Node a = node();
		Node b = node();
		CompletableFuture<Price> promised = a.prices().of("A");
		a.prices().promise(0).complete(new Price("A", 1));
		assertThat(promised.get()).isEqualTo(new Price("A", 1));
		awaitKept(a);
		assertThat(b.prices().of("A").get()).isEqualTo(new Price("A", 1));
		assertThat(b.prices().promises()).isZero();
	}

	@Test
	void oneProcessAsksForAllAndNoThreadWaits() throws Exception {
		Node a = node();
		Node b = node();
		CompletableFuture<Price> first = a.prices().of("A");
		CompletableFuture<Price> second = b.prices().of("A");
		assertThat(second).isNotCompleted();
		assertThat(b.prices().promises()).isZero();
		a.prices().promise(0).complete(new Price("A", 1));
		assertThat(first.get()).isEqualTo(new Price("A", 1));
		assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(new Price("A", 1));
		assertThat(b.prices().promises()).isZero();
	}

	@Test
	void turnThatComesLaterIsTakenWithTheContextOfTheCaller() throws Exception {
		ContextRegistry.getInstance().registerThreadLocalAccessor("test.caller", CALLER);
		try {
			Node a = node();
			Node b = node();
			a.prices().of("A");
			CALLER.set("alice");
			CompletableFuture<Price> second = b.prices().of("A");
			a.prices().promise(0).completeExceptionally(new IllegalStateException("down"));
			await().until(() -> b.prices().promises() == 1);
			assertThat(b.prices().callers()).containsExactly("alice");
			b.prices().promise(0).complete(new Price("A", 2));
			assertThat(second.get()).isEqualTo(new Price("A", 2));
		}
		finally {
			CALLER.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("test.caller");
		}
	}

	@Test
	void threadWithTransactionDoesNotLeaveItToAnotherProcess() {
		Node a = node();
		Node b = node();
		a.prices().of("A");
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			b.prices().of("A");
			assertThat(b.prices().promises()).isEqualTo(1);
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
	}

	@Test
	void valuePromisedBeforeAnEvictionIsNotShared() throws Exception {
		Node a = node();
		Node b = node();
		a.prices().of("A");
		b.memoizer().evict(Prices.class, "of", "A");
		await().until(b.pending()::isSettled);
		a.prices().promise(0).complete(new Price("A", 1));
		CompletableFuture<Price> fresh = b.prices().of("A");
		await().until(() -> b.prices().promises() == 1);
		b.prices().promise(0).complete(new Price("A", 2));
		assertThat(fresh.get()).isEqualTo(new Price("A", 2));
	}

	@Test
	void whatIsNotRememberedIsNotShared() {
		Node a = node();
		Node b = node();
		a.prices().of("A");
		a.prices().promise(0).complete(new Price("A", 0));
		b.prices().of("A");
		await().until(() -> b.prices().promises() == 1);
		assertThat(keys(a)).isZero();
	}

	@Test
	void methodThatSaysNothingOfItsValueWorksAlone() throws Exception {
		Node a = node();
		CompletableFuture<?> promised = a.prices().untyped("A");
		a.prices().promise(0).complete(new Price("A", 1));
		assertThat(promised.get()).isEqualTo(new Price("A", 1));
		assertThat(a.prices().untyped("A").get()).isEqualTo(new Price("A", 1));
	}

	private static void awaitKept(Node node) {
		await().atMost(Duration.ofSeconds(20)).until(() -> keys(node) == 1);
	}

	private static long keys(Node node) {
		return node.redisson().getKeys().getKeysStream(KeysScanOptions.defaults().pattern("*result*")).count();
	}

	private Node node() {
		ConfigurableApplicationContext context = this.fleet.start(Application.class,
				"--platform.redis.connect-timeout=30s");
		return new Node(context.getBean(Prices.class), context.getBean(Memoizer.class),
				context.getBean(RedissonClient.class), context.getBean(PendingInvalidations.class));
	}

	private record Node(Prices prices, Memoizer memoizer, RedissonClient redisson, PendingInvalidations pending) {

	}

	record Price(String symbol, int cents) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Prices.class)
	static class Application {

	}

	static class Prices {

		private final List<CompletableFuture<Price>> promises = new CopyOnWriteArrayList<>();

		private final List<String> callers = new CopyOnWriteArrayList<>();

		@Memoize(ttl = "1h", unless = "#result.cents == 0")
		public CompletableFuture<Price> of(String symbol) {
			return promise();
		}

		@Memoize(ttl = "1h")
		@SuppressWarnings("rawtypes")
		public CompletableFuture untyped(String symbol) {
			return promise();
		}

		private CompletableFuture<Price> promise() {
			CompletableFuture<Price> promise = new CompletableFuture<>();
			this.callers.add(String.valueOf(CALLER.get()));
			this.promises.add(promise);
			return promise;
		}

		// Asked through the proxy, which has no fields.
		public CompletableFuture<Price> promise(int index) {
			return this.promises.get(index);
		}

		public int promises() {
			return this.promises.size();
		}

		public List<String> callers() {
			return this.callers;
		}

	}

}
