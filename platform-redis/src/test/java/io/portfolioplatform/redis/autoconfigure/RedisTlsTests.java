package io.portfolioplatform.redis.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.portfolioplatform.test.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code rediss://} URLs.
 */
@Timeout(60)
class RedisTlsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, PlatformRedisAutoConfiguration.class))
		.withPropertyValues("platform.redis.timeout=10s", "platform.redis.connect-timeout=10s");

	private Path keyStore;

	private TlsRelay relay;

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.keyStore = TlsRelay.createKeyStore(directory);
		this.relay = TlsRelay.to(RedisServer.shared(), this.keyStore);
	}

	@AfterEach
	void stop() {
		this.relay.close();
	}

	@Test
	void trustsBundle() {
		withBundle().run((context) -> {
			RBucket<byte[]> bucket = context.getBean(RedissonClient.class).getBucket("tls");
			bucket.set("value".getBytes(StandardCharsets.UTF_8));
			assertThat(bucket.get()).asString(StandardCharsets.UTF_8).isEqualTo("value");
		});
	}

	@Test
	void speaksWhatTheBundleAllows() {
		withBundle()
			.withPropertyValues("spring.ssl.bundle.jks.redis.options.enabled-protocols=TLSv1.2",
					"spring.ssl.bundle.jks.redis.options.ciphers=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
			.run((context) -> {
				assertThat(context.getBean(RedissonClient.class).getBucket("tls-options").isExists()).isFalse();
				assertThat(this.relay.session().getProtocol()).isEqualTo("TLSv1.2");
				assertThat(this.relay.session().getCipherSuite()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
			});
	}

	private ApplicationContextRunner withBundle() {
		return this.runner.withPropertyValues("REDIS_URL=rediss://localhost:" + this.relay.port(),
				"platform.redis.ssl.bundle=redis",
				"spring.ssl.bundle.jks.redis.truststore.location=" + this.keyStore.toUri(),
				"spring.ssl.bundle.jks.redis.truststore.password=" + TlsRelay.PASSWORD);
	}

	@Test
	void refusesUnknownCertificate() {
		this.runner.withPropertyValues("REDIS_URL=rediss://localhost:" + this.relay.port())
			.run((context) -> assertThatExceptionOfType(RedisException.class)
				.isThrownBy(() -> context.getBean(RedissonClient.class).getBucket("tls").get())
				.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("unable to find valid certification path")));
	}

	@Test
	void refusesBundleForUrlWithoutTls() {
		this.runner.withPropertyValues("REDIS_URL=redis://localhost", "platform.redis.ssl.bundle=redis")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("platform.redis.ssl.bundle")
				.hasMessageContaining("The URL in REDIS_URL does not use TLS"));
	}

	@Test
	void refusesUnknownBundle() {
		this.runner.withPropertyValues("REDIS_URL=rediss://localhost", "platform.redis.ssl.bundle=typo")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchSslBundleException.class));
	}

}
