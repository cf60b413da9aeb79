package io.portfolioplatform.redis.autoconfigure;

import java.nio.file.Path;

import io.portfolioplatform.redis.health.RedisHealthIndicator;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisHealthContributorAutoConfiguration}.
 */
class RedisHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PlatformRedisAutoConfiguration.class,
				RedisHealthContributorAutoConfiguration.class))
		.withPropertyValues("REDIS_URL=redis://env");

	@Test
	void contributesHealth() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(RedisHealthIndicator.class)
			.hasBean("redisHealthContributor"));
	}

	@Test
	void contributesNothingWithoutClient() {
		this.runner.withPropertyValues("REDIS_URL=")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisHealthIndicator.class));
	}

	@Test
	void contributesNothingWhenDisabled() {
		this.runner.withPropertyValues("management.health.redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisHealthIndicator.class));
	}

	@Test
	void contributesNothingWithoutBootsHealth() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("redisHealthContributor"));
	}

	@Test
	void takesThePlaceOfSpringDatas() {
		this.runner
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
					DataRedisHealthContributorAutoConfiguration.class))
			.run((context) -> assertThat(context).getBeans(HealthContributor.class)
				.containsOnlyKeys("redisHealthContributor"));
	}

	@Test
	void leavesSpringDatasWhereItIsExcluded() {
		String own = RedisHealthContributorAutoConfiguration.class.getName();
		assertThat(Path.of("README.md")).content().contains("exclude: " + own);
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("REDIS_URL=redis://env", "spring.autoconfigure.exclude=" + own)
			.run((context) -> assertThat(context).hasSingleBean(RedissonClient.class)
				.doesNotHaveBean(RedisHealthIndicator.class)
				.hasBean("redisHealthContributor"));
	}

	@Test
	void backsOffWhenUserDefinesIndicator() {
		HealthIndicator indicator = () -> Health.up().build();
		this.runner.withBean("redisHealthIndicator", HealthIndicator.class, () -> indicator)
			.run((context) -> assertThat(context).getBean(HealthContributor.class).isSameAs(indicator));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
