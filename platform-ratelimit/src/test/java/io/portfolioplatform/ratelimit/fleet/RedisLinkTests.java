package io.portfolioplatform.ratelimit.fleet;

import java.time.Duration;

import io.portfolioplatform.ratelimit.fleet.RedisLink.Pulse;
import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RedisLink}.
 */
class RedisLinkTests {

	private static final Duration PATIENT = Duration.ofSeconds(20);

	@Test
	void theFirstThatARedisWithoutDataHearsOfIsNotTakenForTheOnlyOne() {
		try (RedisServer redis = RedisServer.start(); Pod pod = Pod.start(redis.url(), "another", PATIENT)) {
			RedisLink first = new RedisLink(pod.redisson(), new Names("app"), new UnreadableKeys());
			RedisLink second = new RedisLink(pod.redisson(), new Names("app"), new UnreadableKeys());
			first.beat(PATIENT);
			first.found();
			second.beat(PATIENT);
			first.beat(PATIENT);
			assertThat(first.pods()).isEqualTo(2);
			pod.redisson().getKeys().flushdb();
			assertThat(first.beat(PATIENT)).isEqualTo(Pulse.EMPTIED);
			assertThat(first.pods()).isEqualTo(2);
			await().untilAsserted(() -> {
				first.beat(PATIENT);
				assertThat(first.pods()).as("the other one has not come back").isEqualTo(1);
			});
		}
	}

	@Test
	void theFirstThatARedisHearsOfAfterAnOutageIsNotTakenForTheOnlyOne() {
		try (RedisServer redis = RedisServer.start(); Pod pod = Pod.start(redis.url(), "another", PATIENT)) {
			RedisLink first = new RedisLink(pod.redisson(), new Names("app"), new UnreadableKeys());
			RedisLink second = new RedisLink(pod.redisson(), new Names("app"), new UnreadableKeys());
			second.beat(PATIENT);
			first.beat(PATIENT);
			first.found();
			assertThat(first.pods()).isEqualTo(2);
			first.lost(first.phase());
			second.leave(PATIENT);
			first.beat(PATIENT);
			first.found();
			first.beat(PATIENT);
			assertThat(first.pods()).isEqualTo(2);
		}
	}

}
