package io.portfolioplatform.redis.health;

import java.time.Duration;
import java.util.Set;

import io.portfolioplatform.redis.connection.RedisUrl;
import io.portfolioplatform.redis.connection.RedissonConfigurer;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RedisHealthIndicator}.
 */
@Timeout(60)
class RedisHealthIndicatorTests {

	private final RedisServer server = RedisServer.shared();

	private final FaultProxy proxy = FaultProxy.to(this.server.host(), this.server.port());

	private final RedissonClient client = Redisson
		.create(new RedissonConfigurer(Duration.ofMillis(200), Duration.ofMillis(200), 4)
			.configure(RedisUrl.parse("redis://localhost:" + this.proxy.port(), "test"), null));

	private final RedisHealthIndicator indicator = new RedisHealthIndicator(this.client);

	@AfterEach
	void close() {
		this.client.shutdown();
		this.proxy.close();
	}

	@Test
	void isUpWhileRedisAnswers() {
		awaitUp();
	}

	@Test
	void isDegradedWhileRedisRefusesAndUpAgainAfterwards() {
		this.proxy.refuse();
		assertThat(this.indicator.health().getStatus()).isEqualTo(RedisHealthIndicator.DEGRADED);
		this.proxy.restore();
		awaitUp();
	}

	/**
	 * On a busy machine an answer may take longer than the timeout.
	 */
	private void awaitUp() {
		await().untilAsserted(() -> assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void isDegradedWhileRedisHangs() {
		awaitUp();
		this.proxy.pause();
		assertThat(this.indicator.health().getStatus()).isEqualTo(RedisHealthIndicator.DEGRADED);
		assertThat(this.indicator.health().getDetails()).containsOnlyKeys("error");
	}

	@Test
	void degradedLeavesApplicationUp() {
		Status status = StatusAggregator.getDefault()
			.getAggregateStatus(Set.of(Status.UP, RedisHealthIndicator.DEGRADED));
		assertThat(status).isEqualTo(Status.UP);
		assertThat(HttpCodeStatusMapper.getDefault().getStatusCode(RedisHealthIndicator.DEGRADED)).isEqualTo(200);
	}

}
