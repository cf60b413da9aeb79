package io.portfolioplatform.cache.named;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.portfolioplatform.cache.named.NamedFleet.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code @Cacheable} and its like in several processes that share a real Redis.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class CacheableSharingTests {

	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	/** How fast it is, {@code FleetTests} shows. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private static final AtomicInteger LOADS = new AtomicInteger();

	private static volatile Runnable during = () -> {
	};

	private final NamedFleet fleet = new NamedFleet();

	@BeforeEach
	void reset() {
		DATABASE.clear();
		LOADS.set(0);
		during = () -> {
		};
	}

	@AfterEach
	void close() throws Exception {
		this.fleet.close();
	}

	@Test
	void coldKeyIsLoadedOnceByTheWholeFleetWithSync() throws Exception {
		List<Quotes> nodes = List.of(quotes(node()), quotes(node()), quotes(node()));
		int callers = 60;
		CountDownLatch arrived = new CountDownLatch(callers);
		during = () -> uninterruptibly(arrived);
		ExecutorService executor = Executors.newFixedThreadPool(callers);
		try {
			List<CompletableFuture<Quote>> answers = new ArrayList<>();
			for (int i = 0; i < callers; i++) {
				Quotes quotes = nodes.get(i % 3);
				answers.add(CompletableFuture.supplyAsync(() -> {
					arrived.countDown();
					return quotes.together("x");
				}, executor));
			}
			for (CompletableFuture<Quote> answer : answers) {
				assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(new Quote("x", 0));
			}
			assertThat(LOADS).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void lookReadsWhatOthersHaveAndFillIsNotTold() {
		Node a = node();
		quotes(a).find("x");
		a.awaitKept(1);
		assertThat(quotes(node()).find("x")).isEqualTo(new Quote("x", 0));
		assertThat(quotes(node()).together("x")).isEqualTo(new Quote("x", 0));
		assertThat(LOADS).hasValue(1);
		assertThat(a.told()).isEqualTo(1);
		assertThat(a.turns()).isEmpty();
	}

	@Test
	void hitCostsOneCommandAndMissTwoWithoutSyncToo() {
		Node a = node(NamedFleet.RARELY);
		Node b = node(NamedFleet.RARELY);
		quotes(a).find("warm");
		a.awaitKept(1);
		long before = this.fleet.scripts();
		quotes(b).find("warm");
		assertThat(this.fleet.scripts() - before).isEqualTo(1);
		quotes(a).find("x");
		a.awaitKept(2);
		assertThat(this.fleet.scripts() - before).isEqualTo(3);
	}

	@Test
	void fillFromBeforeAnEvictionIsNotShared() {
		Node a = node();
		Node b = node();
		int value = 0;
		for (Runnable change : List.<Runnable>of(() -> quotes(b).evict("x"), () -> quotes(b).evictAll())) {
			quotes(b).evictAll();
			b.awaitSettled();
			int fresh = ++value;
			during = () -> {
				during = () -> {
				};
				DATABASE.put("x", fresh);
				change.run();
				b.awaitSettled();
			};
			assertThat(quotes(a).find("x").cents()).isEqualTo(fresh - 1);
			await().until(() -> a.turns().isEmpty());
			assertThat(quotes(b).find("x").cents()).isEqualTo(fresh);
		}
	}

	@Test
	void lookFromBeforeAnEvictionDoesNotLandNear() {
		Node a = node();
		Node b = node();
		quotes(b).find("x");
		b.awaitKept(1);
		quotes(b).evict("x");
		b.awaitSettled();
		DATABASE.put("x", 1);
		assertThat(quotes(a).find("x").cents()).isEqualTo(1);
		assertThat(quotes(b).find("x").cents()).isEqualTo(1);
	}

	@Test
	void putIsTheValueOfAll() {
		Node a = node();
		Node b = node();
		quotes(b).find("x");
		b.awaitKept(1);
		DATABASE.put("x", 1);
		assertThat(quotes(a).update("x").cents()).isEqualTo(1);
		await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> quotes(b).find("x").cents() == 1);
		assertThat(LOADS).hasValue(2);
		assertThat(a.told()).isEqualTo(2);
		DATABASE.put("x", 2);
		quotes(b).evict("x");
		await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> quotes(a).find("x").cents() == 2);
	}

	@Test
	void failedAndUnkeptCallsGiveTheirTurnBack() {
		Node a = node("--platform.cache.shared.lease=10m");
		Node b = node("--platform.cache.shared.max-wait=10m", "--platform.cache.near.max-wait=20m");
		during = () -> {
			during = () -> {
			};
			throw new IllegalStateException("down");
		};
		assertThatIllegalStateException().isThrownBy(() -> quotes(a).find("x"));
		assertThat(quotes(b).together("x")).isNotNull();
		assertThat(quotes(a).absent("x")).isNull();
		assertThat(quotes(a).unless("x")).isNotNull();
		await().until(() -> a.turns().isEmpty());
	}

	@Test
	void useFromCodeOutsideOfAnnotatedMethodsTakesNoTurn() {
		Node a = node();
		var cache = a.bean(CacheManager.class).getCache("quotes");
		assertThat(cache).isNotNull();
		assertThat(cache.get("x")).isNull();
		assertThat(cache.get("x", Quote.class)).isNull();
		assertThat(a.turns()).isEmpty();
		cache.put("x", new Quote("x", 5));
		a.awaitKept(1);
		assertThat(quotes(node()).find("x").cents()).isEqualTo(5);
	}

	@Test
	void callDoesNotWaitForItself() {
		Node a = node("--platform.cache.shared.max-wait=10m", "--platform.cache.near.max-wait=20m");
		assertThat(a.bean(Outer.class).find("x")).isEqualTo(new Quote("x", 0));
		assertThat(a.bean(Outer.class).promise("y").join()).isEqualTo(new Quote("y", 0));
		assertThat(LOADS).hasValue(2);
	}

	@Test
	void keysOfSeveralAndNoArgumentsAreSharedAndEvictedOneByOne() {
		Node a = node();
		Node b = node();
		quotes(a).of("x", 1);
		quotes(a).of("x", 2);
		quotes(a).of(null, 3);
		quotes(a).all();
		a.awaitKept(4);
		assertThat(quotes(b).of("x", 1).cents()).isEqualTo(1);
		assertThat(quotes(b).of("x", 2).cents()).isEqualTo(2);
		assertThat(quotes(b).of(null, 3).cents()).isEqualTo(3);
		assertThat(quotes(b).all()).hasSize(1);
		assertThat(LOADS).hasValue(4);
		quotes(b).evict("x", 1);
		await().atMost(Duration.ofSeconds(20)).until(() -> a.kept().size() == 3);
		quotes(b).of("x", 1);
		quotes(b).of("x", 2);
		quotes(b).of(null, 3);
		assertThat(LOADS).hasValue(5);
	}

	@Test
	void promisesAreSharedByTheirValues() {
		Node a = node();
		Node b = node();
		quotes(a).promise("x").join();
		quotes(a).mono("y").block();
		quotes(a).flux("z").blockLast();
		a.awaitKept(3);
		assertThat(quotes(b).promise("x").join()).isEqualTo(new Quote("x", 0));
		assertThat(quotes(b).mono("y").block()).isEqualTo(new Quote("y", 0));
		assertThat(quotes(b).flux("z").collectList().block()).containsExactly(new Quote("z", 0));
		assertThat(LOADS).hasValue(3);
	}

	@Test
	void methodsThatDisagreeKeepACacheToEachProcess(CapturedOutput output) {
		Node a = node();
		assertThat(a.bean(Mixed.class).text("x")).isEqualTo("x");
		assertThat(a.bean(Mixed.class).number("y")).isEqualTo(1);
		assertThat(a.unsharedBecause("mixed")).contains("java.lang.Integer", "java.lang.String");
		assertThat(output.toString().split("Values of cache mixed are not shared", -1)).hasSize(2);
		assertThat(a.kept()).isEmpty();
	}

	@Test
	void typeOfASuperclassIsTheOneOfTheBean() {
		Node a = node();
		assertThat(a.bean(Rates.class).rate("x")).isEqualTo(new Quote("x", 3));
		a.awaitKept(1);
		assertThat(node().bean(Rates.class).rate("x")).isEqualTo(new Quote("x", 3));
	}

	@Test
	void codeUsesWhatMethodsDeclare() {
		Node a = node();
		quotes(a).find("x");
		a.awaitKept(1);
		assertThat(node().caches().<String, Quote>get("quotes").getIfPresent("x")).isEqualTo(new Quote("x", 0));
	}

	@Test
	void undecodableBytesAreReplaced() {
		Node a = node();
		quotes(a).find("x");
		a.awaitKept(1);
		String key = a.kept().get(0);
		a.damage(key);
		Node b = node();
		assertThat(quotes(b).find("x")).isEqualTo(new Quote("x", 0));
		assertThat(b.unreadable("quotes")).isEqualTo(1);
		await().atMost(Duration.ofSeconds(20)).until(() -> !a.isDamaged(key));
		assertThat(quotes(node()).find("x")).isNotNull();
		assertThat(LOADS).hasValue(2);
	}

	private Node node(String... arguments) {
		return this.fleet.node(Application.class, arguments);
	}

	private static Quotes quotes(Node node) {
		return node.bean(Quotes.class);
	}

	private static Quote load(String symbol) {
		LOADS.incrementAndGet();
		Quote quote = new Quote(symbol, DATABASE.getOrDefault(symbol, 0));
		during.run();
		return quote;
	}

	private static void uninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Quote(String symbol, int cents) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import({ NamedFleet.Application.class, Quotes.class, Outer.class, Mixed.class, Rates.class })
	static class Application {

	}

	static class Quotes {

		@Cacheable("quotes")
		public Quote find(String symbol) {
			return load(symbol);
		}

		@Cacheable(cacheNames = "quotes", sync = true)
		public Quote together(String symbol) {
			return load(symbol);
		}

		@Cacheable(cacheNames = "quotes", unless = "true")
		public Quote unless(String symbol) {
			return load(symbol);
		}

		@CachePut("quotes")
		public Quote update(String symbol) {
			return load(symbol);
		}

		@CacheEvict("quotes")
		public void evict(String symbol) {
		}

		@CacheEvict(cacheNames = "quotes", allEntries = true)
		public void evictAll() {
		}

		@Cacheable("absent")
		public @Nullable Quote absent(String symbol) {
			return null;
		}

		@Cacheable("several")
		public Quote of(@Nullable String symbol, int cents) {
			LOADS.incrementAndGet();
			return new Quote(String.valueOf(symbol), cents);
		}

		@CacheEvict("several")
		public void evict(String symbol, int cents) {
		}

		@Cacheable("none")
		public List<Quote> all() {
			return List.of(load("all"));
		}

		@Cacheable(cacheNames = "promises", sync = true)
		public CompletableFuture<Quote> promise(String symbol) {
			return CompletableFuture.completedFuture(load(symbol));
		}

		@Cacheable(cacheNames = "monos", sync = true)
		public Mono<Quote> mono(String symbol) {
			return Mono.just(load(symbol));
		}

		@Cacheable(cacheNames = "fluxes", sync = true)
		public Flux<Quote> flux(String symbol) {
			return Flux.just(load(symbol));
		}

	}

	static class Outer {

		private final Quotes quotes;

		Outer(@Lazy Quotes quotes) {
			this.quotes = quotes;
		}

		@Cacheable("quotes")
		public Quote find(String symbol) {
			return this.quotes.together(symbol);
		}

		@Cacheable("promises")
		public CompletableFuture<Quote> promise(String symbol) {
			return this.quotes.promise(symbol);
		}

	}

	static class Mixed {

		@Cacheable("mixed")
		public String text(String key) {
			return key;
		}

		@Cacheable("mixed")
		public int number(String key) {
			return 1;
		}

	}

	abstract static class Source<T> {

		@Cacheable("rates")
		public T rate(String symbol) {
			return read(symbol);
		}

		abstract T read(String symbol);

	}

	static class Rates extends Source<Quote> {

		@Override
		Quote read(String symbol) {
			return new Quote(symbol, 3);
		}

	}

}
