package io.portfolioplatform.ratelimit.fleet;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.portfolioplatform.ratelimit.fleet.RedisLink.Pulse;
import io.portfolioplatform.ratelimit.policy.BandwidthLimit;
import io.portfolioplatform.ratelimit.policy.Policy;
import io.portfolioplatform.ratelimit.policy.Refill;
import io.portfolioplatform.ratelimit.redis.UnreadableKeys;
import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RedisLink}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisLinkTests {

	private static final Duration PATIENT = Duration.ofSeconds(20);

	private static final String WARNING = "Redis does not answer: .*";

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
			await().atMost(PATIENT).untilAsserted(() -> {
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
			first.lost(first.phase(), "a test");
			second.leave(PATIENT);
			first.beat(PATIENT);
			first.found();
			first.beat(PATIENT);
			assertThat(first.pods()).isEqualTo(2);
		}
	}

	@Test
	void aRedisThatAllowsNoScriptsIsNamedAtTheStart(CapturedOutput output) throws IOException {
		try (RedisServer redis = RedisServer.start()) {
			allowNoScripts(redis);
			try (Pod pod = Pod.start(redis.url(), "app", PATIENT)) {
				assertThat(pod.limiter().isShared()).isFalse();
				assertThat(output).containsPattern(WARNING + "NOPERM");
			}
		}
	}

	@Test
	void aRedisThatAllowsScriptsNoLongerIsNamed(CapturedOutput output) throws IOException {
		Policy policy = new Policy("api", List.of(new BandwidthLimit(10, Duration.ofHours(1), Refill.GREEDY)));
		try (RedisServer redis = RedisServer.start(); Pod pod = Pod.start(redis.url(), "app", PATIENT)) {
			await().until(pod.limiter()::isShared);
			allowNoScripts(redis);
			pod.decide(policy, "ada");
			// Either the decision or the heartbeat has met it.
			await().untilAsserted(() -> assertThat(output).containsPattern(WARNING + "NOPERM"));
		}
	}

	@Test
	void aRedisThatIsNotThereIsNamedAtTheStart(CapturedOutput output) {
		RedisServer redis = RedisServer.start();
		redis.close();
		try (Pod pod = Pod.start(redis.url(), "app", PATIENT)) {
			assertThat(pod.limiter().isShared()).isFalse();
			assertThat(output).containsPattern(WARNING + "Connection (refused|reset)");
		}
	}

	private static void allowNoScripts(RedisServer redis) throws IOException {
		try (Socket socket = new Socket(redis.host(), redis.port())) {
			socket.getOutputStream().write("ACL SETUSER default -@scripting\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("+OK");
		}
	}

}
