package io.portfolioplatform.test.spring;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedRedisConfigurationTests {

	@Test
	void connectsAContextToTheSharedServer() {
		new ApplicationContextRunner().withUserConfiguration(EmbeddedRedisConfiguration.class)
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.host=nowhere")
			.run((context) -> {
				StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
				redis.opsForValue().set("greeting", "hello");
				assertThat(redis.opsForValue().get("greeting")).isEqualTo("hello");
			});
	}

}
