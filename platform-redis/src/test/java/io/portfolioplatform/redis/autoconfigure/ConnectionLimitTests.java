package io.portfolioplatform.redis.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code platform.redis.max-connections}: a Redis that nobody else uses counts.
 */
class ConnectionLimitTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
		.withPropertyValues("platform.redis.timeout=10s", "platform.redis.connect-timeout=10s",
				"platform.redis.max-connections=1");

	@Test
	void opensNoMoreThanItMay() {
		try (RedisServer server = RedisServer.start()) {
			this.runner.withPropertyValues("REDIS_URL=" + server.url()).run((context) -> {
				RedissonClient redisson = context.getBean(RedissonClient.class);
				CompletableFuture<?>[] reads = Stream.generate(() -> redisson.getBucket("key").getAsync())
					.limit(500)
					.map((read) -> read.toCompletableFuture())
					.toArray(CompletableFuture[]::new);
				CompletableFuture.allOf(reads).join();
				assertThat(redisson.getRedisNodes(RedisNodes.SINGLE).getInstance().info(RedisNode.InfoSection.CLIENTS))
					.containsEntry("connected_clients", "1");
			});
		}
	}

}
