package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.RedisConnectionDetails;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * The places a {@link RedisConnectionDetails} comes from if the application has none.
 */
final class RedisConnectionDetailsConfiguration {

	private RedisConnectionDetailsConfiguration() {
	}

	/**
	 * From a service connection.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DataRedisConnectionDetails.class)
	@ConditionalOnBean(DataRedisConnectionDetails.class)
	@ConditionalOnMissingBean(RedisConnectionDetails.class)
	static class ServiceConnection {

		@Bean
		DataRedisConnectionDetailsAdapter platformRedisConnectionDetails(DataRedisConnectionDetails details) {
			return new DataRedisConnectionDetailsAdapter(details);
		}

	}

	/**
	 * From a property or an environment variable.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnRedisUrlCondition.class)
	@ConditionalOnMissingBean(RedisConnectionDetails.class)
	static class Setting {

		@Bean
		SettingRedisConnectionDetails platformRedisConnectionDetails(Environment environment) {
			RedisUrlSetting setting = RedisUrlSetting.find(environment);
			Assert.state(setting != null, "No Redis URL");
			return new SettingRedisConnectionDetails(setting);
		}

	}

}
