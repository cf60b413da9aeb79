package io.portfolioplatform.ratelimit.autoconfigure;

import javax.sql.DataSource;

import io.portfolioplatform.ratelimit.RateLimiters;
import io.portfolioplatform.ratelimit.quota.JdbcQuotaLog;
import io.portfolioplatform.ratelimit.quota.RedisQuotaLog;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import org.redisson.api.RedissonClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the quotas for outgoing calls. They hold also where
 * {@code platform.ratelimit.enabled} is false: they are owed to someone else.
 */
@AutoConfiguration(after = PlatformRedisAutoConfiguration.class,
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolAutoConfiguration" })
@EnableConfigurationProperties(PlatformRateLimitProperties.class)
public final class PlatformQuotaAutoConfiguration {

	@Bean
	@ConditionalOnBean(RedissonClient.class)
	RedisQuotaLog platformRedisQuotaLog(RedissonClient redisson, PlatformRateLimitProperties properties,
			Environment environment) {
		return new RedisQuotaLog(redisson, properties.namespace(environment), properties.redis().timeout());
	}

	@Bean
	@ConditionalOnClass(name = "org.springframework.jdbc.core.JdbcTemplate")
	@ConditionalOnSingleCandidate(DataSource.class)
	JdbcQuotaLog platformJdbcQuotaLog(DataSource dataSource) {
		return new JdbcQuotaLog(dataSource);
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimiters platformRateLimiters(PlatformRateLimitProperties properties, ObjectProvider<RedisQuotaLog> redis,
			ObjectProvider<JdbcQuotaLog> jdbc) {
		return new ConfiguredRateLimiters(properties.quotas(), redis.getIfAvailable(), jdbc.getIfAvailable());
	}

}
