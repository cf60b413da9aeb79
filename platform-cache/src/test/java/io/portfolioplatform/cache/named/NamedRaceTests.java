package io.portfolioplatform.cache.named;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.PlatformCache;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.InvalidationLog;
import io.portfolioplatform.cache.coherence.PendingInvalidations;
import io.portfolioplatform.cache.coherence.Replacement;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.redis.Abreast;
import io.portfolioplatform.cache.redis.RedisInvalidationLog;
import io.portfolioplatform.cache.redis.RedisSharedResults;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.CallerContext;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.cache.shared.Sharing;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What may happen between two steps of a cache by name. Commands of one process travel on
 * several connections and may overtake each other, and others change things meanwhile.
 */
@Timeout(60)
class NamedRaceTests {

	private final RedisServer redis = RedisServer.start();

	private final RedissonClient client = client();

	private final Leases leases = new Leases(Duration.ofMinutes(1), Duration.ofMinutes(1));

	private final SlowLog log = new SlowLog(new RedisInvalidationLog(this.client, "app"));

	private final PendingInvalidations pending = new PendingInvalidations(this.log);

	private final NearCaches near = new NearCaches(100, Ticker.systemTicker());

	private final PlatformCache<String, Amount> cache = cache(this.near);

	private final PlatformCache<String, Amount> other = cache(new NearCaches(100, Ticker.systemTicker()));

	private RedissonClient client() {
		Config config = new Config();
		config.setNettyThreads(2);
		config.setThreads(2);
		config.useSingleServer().setAddress(this.redis.url()).setTimeout(30_000);
		return Redisson.create(config);
	}

	private PlatformCache<String, Amount> cache(NearCaches near) {
		RedisSharedResults results = new RedisSharedResults(this.client, "app", new Breaker(Ticker.systemTicker()),
				Duration.ofSeconds(30), this.leases, Abreast.ALWAYS);
		DeclaredTypes types = new DeclaredTypes();
		Sharing sharing = new Sharing(results, () -> true, Duration.ofSeconds(30), CallerContext.NONE);
		NamedCaches named = new NamedCaches(near,
				(name) -> new NamedCaches.Settings(Terms.of(Duration.ofHours(1)), true, false), types, () -> sharing,
				EvictionTiming.IMMEDIATE, this.pending);
		return new DefaultPlatformCaches(named, types).get("numbers", Amount.class);
	}

	@AfterEach
	void close() {
		Amount.read = () -> {
		};
		this.leases.close();
		this.client.shutdown();
		this.redis.close();
	}

	@Test
	void putIsKept() {
		this.cache.put("x", new Amount(1000));
		this.log.release();
		await().until(() -> this.other.getIfPresent("x") != null);
		assertThat(this.other.getIfPresent("x")).isEqualTo(new Amount(1000));
	}

	@Test
	void earlierPutDoesNotTakeThePlaceOfALaterOne() {
		this.cache.put("x", new Amount(1000));
		this.cache.put("x", new Amount(2000));
		this.log.releaseLast();
		this.log.release();
		assertThat(this.other.get("x", (key) -> new Amount(3000)).value()).isEqualTo(3000);
	}

	@Test
	void earlierPutDoesNotUndoAnEviction() {
		this.cache.put("x", new Amount(1000));
		this.cache.evict("x");
		this.log.release();
		assertThat(this.other.get("x", (key) -> new Amount(3000)).value()).isEqualTo(3000);
	}

	@Test
	void earlierPutDoesNotUndoAnEvictionOfAll() {
		this.cache.put("x", new Amount(1000));
		this.cache.evictAll();
		this.log.release();
		assertThat(this.other.get("x", (key) -> new Amount(3000)).value()).isEqualTo(3000);
	}

	@Test
	void lookThatAnEvictionOvertakesDoesNotLandNear() {
		this.other.put("x", new Amount(1000));
		this.log.release();
		await().until(() -> this.other.getIfPresent("x") != null);
		this.near.get("numbers").evict("x");
		Amount.read = () -> this.near.get("numbers").evict("x");
		await().until(() -> this.cache.getIfPresent("x") != null);
		assertThat(this.near.get("numbers").peek("x")).isNull();
	}

	@Test
	void whatIsEvictedIsForgottenBeforeOthersAreToldAndNothingIsReadFromThemUntilThen() {
		this.cache.get("x", (key) -> new Amount(1000));
		AtomicInteger told = new AtomicInteger();
		this.log.told = () -> {
			told.incrementAndGet();
			assertThat(this.near.get("numbers").peek("x")).isNull();
			assertThat(this.pending.isSettled()).isFalse();
		};
		this.cache.evict("x");
		this.cache.evictAll();
		assertThat(told).hasValue(2);
	}

	@Test
	void whatIsReadWhileOthersAreToldOfAPutDoesNotStayNear() {
		this.log.told = () -> {
			// The put value makes room for others.
			this.near.get("numbers").evict("x");
			readNear(new Amount(1000));
		};
		this.cache.put("x", new Amount(2000));
		assertThat(this.near.get("numbers").peek("x")).isNull();
	}

	private void readNear(Amount old) {
		try {
			this.near.get("numbers").get("x", Terms.of(Duration.ofHours(1)), () -> old);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A value that tells when it is made.
	 */
	record Amount(int value) {

		static Runnable read = () -> {
		};

		Amount {
			read.run();
		}

	}

	/**
	 * A log in Redis that puts reach only when a test says so.
	 */
	private static final class SlowLog implements InvalidationLog {

		private final InvalidationLog log;

		private final ArrayDeque<Runnable> puts = new ArrayDeque<>();

		private Runnable told = () -> {
		};

		SlowLog(InvalidationLog log) {
			this.log = log;
		}

		void release() {
			this.puts.removeFirst().run();
		}

		void releaseLast() {
			this.puts.removeLast().run();
		}

		@Override
		public CompletionStage<Replaced> replace(Invalidation invalidation, Replacement replacement) {
			this.told.run();
			CompletableFuture<Replaced> replaced = new CompletableFuture<>();
			// What follows from it has been sent when this returns.
			this.puts
				.add(() -> replaced.complete(this.log.replace(invalidation, replacement).toCompletableFuture().join()));
			return replaced;
		}

		@Override
		public CompletionStage<String> append(Invalidation invalidation) {
			this.told.run();
			return CompletableFuture.completedFuture(this.log.append(invalidation).toCompletableFuture().join());
		}

		@Override
		public CompletionStage<String> appendForAnother(Invalidation invalidation) {
			return append(invalidation);
		}

		@Override
		public Position end() {
			return this.log.end();
		}

		@Override
		public Entries readAfter(Position position) {
			return this.log.readAfter(position);
		}

	}

}
