package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HeartbeatTests {

	@Test
	void processesDoNotAllLookForALostRedisAtTheSameTime() {
		LongSummaryStatistics pauses = LongStream.generate(() -> Heartbeat.pause(false))
			.limit(10_000)
			.summaryStatistics();
		assertThat(pauses.getMin()).isBetween(500L, 550L);
		assertThat(pauses.getMax()).isBetween(1450L, 1500L);
		assertThat(Heartbeat.pause(true)).isEqualTo(1000);
	}

	@Test
	void aBeatThatIsEndedSaysNothingOfRedis() throws InterruptedException {
		AtomicBoolean emptied = new AtomicBoolean();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		try (RedisServer redis = RedisServer.start(); Pod pod = Pod.start(redis.url(), "another", Pod.PATIENT)) {
			RedisLink link = new RedisLink(pod.redisson(), new Names("app"), new UnreadableKeys());
			Heartbeat heartbeat = new Heartbeat(link, Pod.PATIENT, () -> !emptied.get() || isLeftAlone(begun, ended),
					() -> {
					});
			heartbeat.start();
			await().until(link::isUp);
			emptied.set(true);
			pod.redisson().getKeys().flushdb();
			assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
			heartbeat.stop();
			assertThat(ended.getCount()).as("it was waited for").isZero();
			await().during(Duration.ofMillis(200)).atMost(Pod.PATIENT).until(link::isUp);
		}
	}

	@Test
	void whereCallsWaitLongerThanASecondSoDoesTheStart() {
		try (RedisServer redis = RedisServer.start();
				FaultProxy proxy = FaultProxy.to(redis.host(), redis.port());
				Pod pod = Pod.start("redis://localhost:" + proxy.port(), "another", Pod.PATIENT)) {
			RedisLink link = new RedisLink(pod.redisson(), new Names("app"), new UnreadableKeys());
			Heartbeat heartbeat = new Heartbeat(link, Pod.PATIENT, () -> true, () -> {
			});
			proxy.latency(Direction.TO_CLIENT, Duration.ofMillis(1500));
			heartbeat.start();
			// Later beats wait no longer than a second: the next one may have lost it
			// again.
			assertThat(link.phase()).as("that of the start").isGreaterThanOrEqualTo(2);
			heartbeat.stop();
			proxy.restore();
		}
	}

	private static boolean isLeftAlone(CountDownLatch begun, CountDownLatch ended) {
		begun.countDown();
		try {
			new CountDownLatch(1).await();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			ended.countDown();
		}
	}

}
