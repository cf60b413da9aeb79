package io.portfolioplatform.redis.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code platform.redis.max-connections}: a Redis that nobody else uses counts.
 */
class ConnectionLimitTests {

	private static final int MANY = 8;

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

	@Test
	void opensNoMoreThanItMayBesideThoseThatWereCut() throws IOException {
		try (FaultProxy proxy = FaultProxy.to("127.0.0.1", RedisServer.shared().port())) {
			this.runner
				.withPropertyValues("platform.redis.max-connections=" + MANY,
						"REDIS_URL=redis://127.0.0.1:" + proxy.port())
				.run((context) -> {
					RedissonClient redisson = context.getBean(RedissonClient.class);
					CompletableFuture<Void> used = useAll(redisson, Duration.ofSeconds(5));
					await().until(() -> proxy.openConnections() == MANY);
					used.join();
					proxy.reset();
					await().until(() -> proxy.openConnections() < MANY);
					useAll(redisson, Duration.ofSeconds(10));
					await().until(() -> proxy.openConnections() == MANY);
					// Those that were cut would come back two at a time, within a second.
					await().during(Duration.ofSeconds(3)).until(() -> proxy.openConnections() <= MANY);
				});
		}
	}

	/**
	 * Nothing ever comes to these lists: each occupies a connection that waits for it.
	 */
	private static CompletableFuture<Void> useAll(RedissonClient redisson, Duration time) {
		return CompletableFuture.allOf(IntStream.range(0, MANY)
			.mapToObj((number) -> redisson.getBlockingQueue("nothing-" + number)
				.pollAsync(time.toMillis(), TimeUnit.MILLISECONDS)
				.toCompletableFuture())
			.toArray(CompletableFuture[]::new));
	}

}
