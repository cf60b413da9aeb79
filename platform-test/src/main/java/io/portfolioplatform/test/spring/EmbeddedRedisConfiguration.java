package io.portfolioplatform.test.spring;

import io.portfolioplatform.test.RedisServer;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Connects an application context to the JVM's shared embedded Redis, with what other
 * contexts have left there. Import it into a test, or pass it to
 * {@link org.springframework.boot.SpringApplication.Augmented#with(Class...)}.
 */
@Configuration(proxyBeanMethods = false)
public class EmbeddedRedisConfiguration {

	@Bean
	DataRedisConnectionDetails embeddedRedisConnectionDetails() {
		return new EmbeddedRedisConnectionDetails(RedisServer.shared());
	}

}
