package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.RedisConnectionDetails;
import io.portfolioplatform.redis.connection.RedisUrl;
import io.portfolioplatform.redis.connection.RedissonConfigurer;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the one {@link RedissonClient}.
 * It comes before Spring Data's so that the only {@code DataRedisConnectionDetails} it
 * sees are those of a service connection: Spring Data's own always name a server.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
		afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnClass(Redisson.class)
@EnableConfigurationProperties(PlatformRedisProperties.class)
@Import({ RedisConnectionDetailsConfiguration.ServiceConnection.class,
		RedisConnectionDetailsConfiguration.Setting.class })
public final class PlatformRedisAutoConfiguration {

	@Bean(destroyMethod = "shutdown")
	@ConditionalOnBean(RedisConnectionDetails.class)
	@ConditionalOnMissingBean
	RedissonClient redissonClient(RedisConnectionDetails details, PlatformRedisProperties properties) {
		RedisUrl url = RedisUrl.parse(details.url(), details.source());
		RedissonConfigurer configurer = new RedissonConfigurer(properties.timeout(), properties.connectTimeout(),
				properties.maxConnections());
		return Redisson.create(configurer.configure(url, details.sslBundle()));
	}

}
