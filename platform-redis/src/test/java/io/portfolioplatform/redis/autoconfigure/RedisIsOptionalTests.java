package io.portfolioplatform.redis.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * An application starts and answers whatever Redis does. The time limit is far above what
 * the configured timeouts allow and below what Redisson's own defaults would take.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class RedisIsOptionalTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class))
		.withPropertyValues("platform.redis.timeout=200ms", "platform.redis.connect-timeout=200ms");

	@Test
	void startsWhileRedisIsDownAndWorksOnceItIsThere() {
		RedisServer server = RedisServer.start();
		int port = server.port();
		server.close();
		this.runner.withPropertyValues("REDIS_URL=redis://localhost:" + port).run((context) -> {
			RBucket<byte[]> bucket = context.getBean(RedissonClient.class).getBucket("key");
			assertThatExceptionOfType(RedisException.class).isThrownBy(bucket::get);
			try (RedisServer back = RedisServer.startOn(port)) {
				assertThat(back.port()).isEqualTo(port);
				awaitKeeps(bucket);
			}
			assertThatExceptionOfType(RedisException.class).isThrownBy(bucket::get);
		});
	}

	@Test
	void startsWhileRedisHangsAndWorksOnceItAnswers() {
		RedisServer server = RedisServer.shared();
		try (FaultProxy proxy = FaultProxy.to(server.host(), server.port())) {
			proxy.pause();
			this.runner.withPropertyValues("REDIS_URL=redis://localhost:" + proxy.port()).run((context) -> {
				RBucket<byte[]> bucket = context.getBean(RedissonClient.class).getBucket("key");
				assertThatExceptionOfType(RedisException.class).isThrownBy(bucket::get);
				proxy.restore();
				awaitKeeps(bucket);
				proxy.pause();
				assertThatExceptionOfType(RedisException.class).isThrownBy(bucket::get);
				proxy.restore();
				awaitKeeps(bucket);
			});
		}
	}

	@Test
	void authenticatesWithDecodedPassword() {
		try (RedisServer server = RedisServer.start("requirepass s3cr@t")) {
			this.runner.withPropertyValues("REDIS_URL=redis://:s3cr%40t@localhost:" + server.port() + "/1")
				.run((context) -> {
					RBucket<byte[]> bucket = context.getBean(RedissonClient.class).getBucket("key");
					awaitKeeps(bucket);
				});
		}
	}

	@Test
	void wrongPasswordIsNeitherFatalNorLogged(CapturedOutput output) {
		try (RedisServer server = RedisServer.start("requirepass s3cr@t")) {
			this.runner.withPropertyValues("REDIS_URL=redis://:wr0ngpw@localhost:" + server.port()).run((context) -> {
				RBucket<byte[]> bucket = context.getBean(RedissonClient.class).getBucket("key");
				assertThatExceptionOfType(RedisException.class).isThrownBy(bucket::get)
					.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("WRONGPASS"))
					.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("wr0ngpw"));
			});
		}
		assertThat(output).doesNotContain("wr0ngpw");
	}

	/**
	 * On a busy machine the first connection may take longer than a call waits.
	 */
	private static void awaitKeeps(RBucket<byte[]> bucket) {
		await().atMost(Duration.ofSeconds(10)).ignoreExceptionsInstanceOf(RedisException.class).untilAsserted(() -> {
			bucket.set(bytes("value"));
			assertThat(bucket.get()).isEqualTo(bytes("value"));
		});
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
