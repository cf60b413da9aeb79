package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.RedisConnectionDetails;
import io.portfolioplatform.redis.connection.RedisUrl;
import io.portfolioplatform.redis.connection.RedissonConfigurer;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

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
	RedissonClient redissonClient(RedisConnectionDetails details, PlatformRedisProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		RedisUrl url = RedisUrl.parse(details.url(), details.source());
		SslBundle sslBundle = details.sslBundle();
		if (sslBundle == null && StringUtils.hasText(properties.ssl().bundle())) {
			checkUsesTls(url, details, properties.ssl().bundle());
			sslBundle = sslBundles.getObject().getBundle(properties.ssl().bundle());
		}
		RedissonConfigurer configurer = new RedissonConfigurer(properties.timeout(), properties.connectTimeout(),
				properties.maxConnections());
		return Redisson.create(configurer.configure(url, sslBundle));
	}

	@Bean
	UnreadDataRedisSettings platformUnreadDataRedisSettings(Environment environment, ListableBeanFactory beans) {
		return new UnreadDataRedisSettings(environment, beans);
	}

	private void checkUsesTls(RedisUrl url, RedisConnectionDetails details, String bundle) {
		if (!url.tls()) {
			throw new InvalidConfigurationPropertyValueException("platform.redis.ssl.bundle", bundle,
					"The URL in " + details.source() + " does not use TLS: it would begin with rediss.");
		}
	}

}
