package io.portfolioplatform.ratelimit.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.portfolioplatform.ratelimit.OutgoingQuotaExceededException;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.redisson.Redisson;
import org.redisson.api.RList;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Quotas that several processes share, over a real Redis and a real PostgreSQL.
 */
@EmbeddedServers
class SharedQuotaTests {

	private static final Quota FREE_TIER = new Quota(UUID.randomUUID().toString(),
			List.of(new Quota.Window(5, Duration.ofMinutes(1)), new Quota.Window(25, Duration.ofDays(1))));

	private static RedissonClient redisson;

	private static DataSource dataSource;

	private static DataSource repeatableRead;

	@BeforeAll
	static void connect(RedisServer redis, PostgresDatabase database) {
		Config config = new Config();
		config.useSingleServer().setAddress(redis.url());
		redisson = Redisson.create(config);
		dataSource = postgres(database);
		PGSimpleDataSource stricter = postgres(database);
		stricter.setOptions("-c default_transaction_isolation=repeatable\\ read");
		repeatableRead = stricter;
	}

	private static PGSimpleDataSource postgres(PostgresDatabase database) {
		PGSimpleDataSource postgres = new PGSimpleDataSource();
		postgres.setUrl(database.jdbcUrl());
		postgres.setUser(database.username());
		postgres.setPassword(database.password());
		return postgres;
	}

	@AfterAll
	static void disconnect() {
		redisson.shutdown();
	}

	enum Store {

		REDIS, JDBC, JDBC_IN_TRANSACTIONS, JDBC_REPEATABLE_READ;

		QuotaLog open() {
			return switch (this) {
				case REDIS -> new RedisQuotaLog(redisson, "test", Duration.ofSeconds(10));
				case JDBC -> new JdbcQuotaLog(dataSource);
				case JDBC_IN_TRANSACTIONS -> new JdbcQuotaLog(TransactionsOnly.of(dataSource));
				case JDBC_REPEATABLE_READ -> new JdbcQuotaLog(repeatableRead);
			};
		}

	}

	@ParameterizedTest
	@EnumSource
	void tenPodsTogetherTakeWhatTheQuotaHas(Store store) throws Exception {
		Quota quota = quota(5, Duration.ofHours(1), 25, Duration.ofDays(1));
		assertThat(takeAtTheSameTime(store, quota, 200)).isEqualTo(5);
	}

	@ParameterizedTest
	@EnumSource
	void whoIsOvertakenByAnotherPodIsNotRefused(Store store) throws Exception {
		Quota quota = quota(60, Duration.ofHours(1), 60, Duration.ofDays(1));
		assertThat(takeAtTheSameTime(store, quota, 60)).isEqualTo(60);
	}

	private static int takeAtTheSameTime(Store store, Quota quota, int count) throws Exception {
		List<QuotaRateLimiter> pods = IntStream.range(0, 10).mapToObj((pod) -> pod(store, quota)).toList();
		ExecutorService threads = Executors.newFixedThreadPool(40);
		try {
			List<Callable<Boolean>> calls = IntStream.range(0, count)
				.<Callable<Boolean>>mapToObj((call) -> pods.get(call % 10)::tryAcquire)
				.toList();
			int taken = 0;
			for (Future<Boolean> call : threads.invokeAll(calls)) {
				taken += call.get() ? 1 : 0;
			}
			return taken;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void survivesARestart(Store store) {
		Quota quota = quota(5, Duration.ofHours(1), 7, Duration.ofDays(1));
		assertThat(takeAll(pod(store, quota))).isEqualTo(5);
		QuotaRateLimiter restarted = pod(store, quota);
		assertThat(restarted.available()).isZero();
		assertThat(restarted.tryAcquire()).isFalse();
		assertThat(restarted.untilAvailable()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
	}

	@ParameterizedTest
	@EnumSource
	void theLongWindowHoldsWhenTheShortOneIsFreeAgain(Store store) throws Exception {
		Quota quota = quota(2, Duration.ofMillis(50), 5, Duration.ofDays(1));
		QuotaRateLimiter pod = pod(store, quota);
		for (int call = 0; call < 5; call++) {
			pod.acquire(in(Duration.ofMinutes(1)));
		}
		assertThatExceptionOfType(OutgoingQuotaExceededException.class)
			.isThrownBy(() -> pod.acquire(in(Duration.ofMinutes(1))))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isBetween(Duration.ofHours(23), Duration.ofHours(24)));
	}

	@ParameterizedTest
	@EnumSource
	void waitsUntilTheWindowHasRoom(Store store) throws Exception {
		Quota quota = quota(2, Duration.ofMillis(300), 100, Duration.ofDays(1));
		QuotaRateLimiter pod = pod(store, quota);
		long start = System.nanoTime();
		for (int call = 0; call < 5; call++) {
			pod.acquire(in(Duration.ofMinutes(1)));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
	}

	@Test
	void failsAtOnceBehindOneWhoWaitsWhereNothingWillBeFreeInTime() throws Exception {
		QuotaRateLimiter pod = pod(Store.REDIS, quota(1, Duration.ofHours(1), 100, Duration.ofDays(1)));
		assertThat(pod.tryAcquire()).isTrue();
		Thread patient = new Thread(() -> assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> pod.acquire(in(Duration.ofDays(1)))));
		patient.start();
		await().until(() -> patient.getState() == Thread.State.TIMED_WAITING);
		Instant deadline = in(Duration.ofSeconds(10));
		assertThatExceptionOfType(OutgoingQuotaExceededException.class).isThrownBy(() -> pod.acquire(deadline))
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isGreaterThan(Duration.ofMinutes(55)));
		assertThat(Instant.now()).isBefore(deadline);
		patient.interrupt();
		patient.join();
	}

	@Test
	void aStoreThatLosesItsDataCannotMakeAProcessExceedTheQuota() {
		QuotaRateLimiter pod = pod(Store.REDIS, FREE_TIER);
		assertThat(pod.tryAcquire() && pod.tryAcquire() && pod.tryAcquire()).isTrue();
		redisson.getKeys().delete("platform:ratelimit:{test}:quota:" + FREE_TIER.name());
		assertThat(takeAll(pod)).isEqualTo(2);
	}

	@Test
	void aLostStoreAllowsNothingOrWhatThisProcessHasNotTaken() {
		Quota quota = quota(3, Duration.ofHours(1), 100, Duration.ofDays(1));
		QuotaLog lost = (any, calls) -> {
			throw new IllegalStateException("lost");
		};
		QuotaRateLimiter refusing = limiter(quota, lost, OnStoreLoss.REFUSE);
		assertThat(refusing.tryAcquire()).isFalse();
		assertThatExceptionOfType(OutgoingQuotaExceededException.class)
			.isThrownBy(() -> refusing.acquire(Instant.now()));
		assertThat(takeAll(limiter(quota, lost, OnStoreLoss.LOCAL))).isEqualTo(3);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void eachLossIsToldOfOnceWithItsCause(CapturedOutput output) {
		AtomicBoolean lost = new AtomicBoolean(true);
		QuotaRateLimiter limiter = limiter(quota(3, Duration.ofHours(1), 100, Duration.ofDays(1)), (any, calls) -> {
			if (lost.get()) {
				throw new IllegalStateException("Redis did not answer", new RedisException("NOPERM"));
			}
			return new Taking(0, 1);
		}, OnStoreLoss.REFUSE);
		assertThat(limiter.tryAcquire() || limiter.tryAcquire()).isFalse();
		assertThat(output).containsPattern("cannot be reached: .*NOPERM").containsOnlyOnce("cannot be reached");
		lost.set(false);
		assertThat(limiter.tryAcquire()).isTrue();
		lost.set(true);
		assertThat(limiter.tryAcquire()).isFalse();
		assertThat(output.getAll().split("cannot be reached")).hasSize(3);
	}

	@Test
	void comesBackAfterTheTableWasEmptied() throws Exception {
		Quota quota = quota(3, Duration.ofHours(1), 100, Duration.ofDays(1));
		assertThat(pod(Store.JDBC, quota).tryAcquire()).isTrue();
		JdbcQuotaLog log = new JdbcQuotaLog(dataSource);
		assertThat(log.take(quota, 1).available()).isEqualTo(1);
		try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
			statement.execute("drop table platform_ratelimit_quota");
		}
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> log.take(quota, 1));
		assertThat(log.take(quota, 1).available()).isEqualTo(2);
	}

	@Test
	void whoWaitsHoweverLongIsServed() throws Exception {
		QuotaRateLimiter pod = pod(Store.REDIS, quota(1, Duration.ofMillis(300), 100, Duration.ofDays(1)));
		pod.acquire(Instant.MAX);
		pod.acquire(Instant.MAX);
		assertThat(redisson.getList("platform:ratelimit:{test}:quota:" + pod.name())).hasSize(2);
	}

	@Test
	void aRedisWhoseClockIsBehindAllowsWhatTheQuotaHas() {
		// So long that two calls are counted together on a busy machine too.
		QuotaRateLimiter pod = pod(Store.REDIS, quota(2, Duration.ofSeconds(6), 100, Duration.ofDays(1)));
		assertThat(takeAll(pod)).isEqualTo(2);
		RList<String> log = redisson.getList("platform:ratelimit:{test}:quota:" + pod.name(), StringCodec.INSTANCE);
		for (int i = 0; i < log.size(); i++) {
			log.set(i, Long.toString(Long.parseLong(log.get(i)) + Duration.ofHours(1).toMillis() * 1000));
		}
		await().atMost(Duration.ofMinutes(1)).until(pod::tryAcquire);
		assertThat(log.stream().map(Long::parseLong)).isSorted();
	}

	@Test
	void whatIsKeptInRedisExpires() {
		QuotaRateLimiter pod = pod(Store.REDIS, quota(3, Duration.ofHours(1), 5, Duration.ofDays(1)));
		pod.tryAcquire();
		assertThat(redisson.getKeys().remainTimeToLive("platform:ratelimit:{test}:quota:" + pod.name()))
			.isBetween(Duration.ofHours(23).toMillis(), Duration.ofHours(24).toMillis());
	}

	private static int takeAll(QuotaRateLimiter limiter) {
		return (int) Stream.generate(limiter::tryAcquire).limit(100).takeWhile(Boolean::booleanValue).count();
	}

	private static Quota quota(int few, Duration shortPeriod, int many, Duration longPeriod) {
		return new Quota(UUID.randomUUID().toString(),
				List.of(new Quota.Window(few, shortPeriod), new Quota.Window(many, longPeriod)));
	}

	private static QuotaRateLimiter pod(Store store, Quota quota) {
		return limiter(quota, store.open(), OnStoreLoss.REFUSE);
	}

	private static QuotaRateLimiter limiter(Quota quota, QuotaLog log, OnStoreLoss onStoreLoss) {
		return new QuotaRateLimiter(quota, log, onStoreLoss, Clock.systemUTC(), () -> System.nanoTime() / 1000);
	}

	private static Instant in(Duration duration) {
		return Instant.now().plus(duration);
	}

}
