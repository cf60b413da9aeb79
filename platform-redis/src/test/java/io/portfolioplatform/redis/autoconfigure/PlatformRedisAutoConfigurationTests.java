package io.portfolioplatform.redis.autoconfigure;

import java.util.List;

import io.portfolioplatform.redis.RedisConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlatformRedisAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlatformRedisAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class));

	@Test
	void noUrlMeansNoClient() {
		this.runner.withPropertyValues("REDIS_URL=")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RedissonClient.class)
				.doesNotHaveBean(RedisConnectionDetails.class));
	}

	@Test
	void springDataOnItsOwnMeansNoClient(CapturedOutput output) {
		this.runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(DataRedisConnectionDetails.class)
				.doesNotHaveBean(RedissonClient.class));
		assertThat(output).doesNotContain("is set but not read");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.data.redis.host=cache", "spring.data.redis.sentinel.nodes=a:1,b:2",
			"spring.data.redis.cluster.nodes[0]=a:1", "spring.data.redis.masterreplica.nodes=a:1" })
	void warnsOfSpringDataRedisWithoutUrl(String setting, CapturedOutput output) {
		String warning = "'" + setting.replaceAll("(\\[0])?=.*", "") + "' is set but not read here";
		this.runner.withPropertyValues(setting)
			.run((context) -> assertThat(context).doesNotHaveBean(RedissonClient.class));
		assertThat(output).containsOnlyOnce(warning).contains("Set one of platform.redis.url");
		this.runner.withPropertyValues(setting, "REDIS_URL=redis://env")
			.run((context) -> assertThat(context).hasSingleBean(RedissonClient.class));
		assertThat(output).containsOnlyOnce(warning);
	}

	@Test
	void noRedissonMeansNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(Redisson.class))
			.withPropertyValues("REDIS_URL=redis://env")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("redissonClient"));
	}

	@Test
	void variableIsEnough() {
		this.runner.withPropertyValues("REDIS_URL=redis://env").run((context) -> {
			assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://env:6379");
			assertThat(context.getBean(RedisConnectionDetails.class).source()).isEqualTo("REDIS_URL");
		});
	}

	@Test
	void springDataPropertyWinsOverVariable() {
		this.runner.withPropertyValues("REDIS_URL=redis://env", "spring.data.redis.url=redis://spring")
			.run((context) -> {
				assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://spring:6379");
				assertThat(context.getBean(RedisConnectionDetails.class).source()).isEqualTo("spring.data.redis.url");
			});
	}

	@Test
	void platformPropertyWinsOverSpringDataProperty() {
		this.runner
			.withPropertyValues("REDIS_URL=redis://env", "spring.data.redis.url=redis://spring",
					"platform.redis.url=redis://platform")
			.run((context) -> {
				assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://platform:6379");
				assertThat(context.getBean(RedisConnectionDetails.class).source()).isEqualTo("platform.redis.url");
			});
	}

	@Test
	void serviceConnectionWinsOverPlatformProperty() {
		this.runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withBean(DataRedisConnectionDetails.class, ServiceConnection::new)
			.withPropertyValues("platform.redis.url=redis://platform")
			.run((context) -> {
				Config config = context.getBean(RedissonClient.class).getConfig();
				assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://service:7000");
				assertThat(config.getUsername()).isEqualTo("us:er");
				assertThat(config.getPassword()).isEqualTo("p@ ss/+");
				assertThat(config.useSingleServer().getDatabase()).isEqualTo(3);
			});
	}

	@Test
	void userBeanWinsOverServiceConnection() {
		this.runner.withBean(DataRedisConnectionDetails.class, ServiceConnection::new)
			.withBean(RedisConnectionDetails.class, () -> () -> "redis://user-bean:1")
			.run((context) -> assertThat(address(context.getBean(RedissonClient.class)))
				.isEqualTo("redis://user-bean:1"));
	}

	@Test
	void serviceConnectionIsNotNeededOnClassPath() {
		this.runner.withClassLoader(new FilteredClassLoader(DataRedisConnectionDetails.class))
			.withPropertyValues("REDIS_URL=redis://env")
			.run((context) -> assertThat(address(context.getBean(RedissonClient.class))).isEqualTo("redis://env:6379"));
	}

	@Test
	void backsOffWhenUserDefinesClient() {
		RedissonClient client = Redisson.create(lazyConfig());
		try {
			this.runner.withPropertyValues("REDIS_URL=redis://env")
				.withBean("custom", RedissonClient.class, () -> client)
				.run((context) -> assertThat(context).getBean(RedissonClient.class).isSameAs(client));
		}
		finally {
			client.shutdown();
		}
	}

	@Test
	void clientIsShutDownWithContext() {
		this.runner.withPropertyValues("REDIS_URL=redis://env").run((context) -> {
			RedissonClient client = context.getBean(RedissonClient.class);
			context.close();
			assertThat(client.isShutdown()).isTrue();
		});
	}

	@Test
	void propertiesReachClient() {
		this.runner
			.withPropertyValues("REDIS_URL=redis://env", "platform.redis.timeout=50ms",
					"platform.redis.connect-timeout=60ms", "platform.redis.max-connections=3")
			.run((context) -> {
				Config config = context.getBean(RedissonClient.class).getConfig();
				assertThat(config.useSingleServer().getTimeout()).isEqualTo(50);
				assertThat(config.useSingleServer().getConnectTimeout()).isEqualTo(60);
				assertThat(config.useSingleServer().getConnectionPoolSize()).isEqualTo(3);
			});
	}

	@Test
	void refusesValuesOutOfRange() {
		for (String property : List.of("timeout=0ms", "connect-timeout=-1s", "max-connections=0")) {
			this.runner.withPropertyValues("platform.redis." + property)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageStartingWith("platform.redis." + property.substring(0, property.indexOf('=')) + " is ")
					.hasMessageContaining(": it has to be at least 1"));
		}
	}

	@Test
	void propertiesDoNotPrintUrl() {
		this.runner.withPropertyValues("platform.redis.url=redis://:secret@h")
			.run((context) -> assertThat(context.getBean(PlatformRedisProperties.class).toString())
				.doesNotContain("secret"));
	}

	@Test
	void leavesSpringsCachesToSpring() {
		this.runner.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class))
			.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("REDIS_URL=redis://env")
			.run((context) -> assertThat(context).getBean(CacheManager.class)
				.isInstanceOf(ConcurrentMapCacheManager.class));
	}

	private static String address(RedissonClient client) {
		return client.getConfig().useSingleServer().getAddress();
	}

	private static Config lazyConfig() {
		Config config = new Config().setLazyInitialization(true);
		config.useSingleServer().setAddress("redis://custom:1");
		return config;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	/**
	 * What Testcontainers contributes.
	 */
	static class ServiceConnection implements DataRedisConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return "us:er";
		}

		@Override
		public @Nullable String getPassword() {
			return "p@ ss/+";
		}

		@Override
		public Standalone getStandalone() {
			return Standalone.of("service", 7000, 3);
		}

	}

}
