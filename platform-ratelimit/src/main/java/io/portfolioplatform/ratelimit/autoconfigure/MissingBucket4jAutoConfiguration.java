package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that fails the start where limits are configured and Bucket4j, which
 * would enforce them, has been excluded.
 */
@AutoConfiguration
@ConditionalOnMissingClass("io.github.bucket4j.Bucket")
@ConditionalOnBooleanProperty(name = "platform.ratelimit.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PlatformRateLimitProperties.class)
public final class MissingBucket4jAutoConfiguration {

	@Bean
	InitializingBean platformRateLimitWithoutBucket4j(PlatformRateLimitProperties properties) {
		return () -> {
			if (!properties.policies().isEmpty() || !properties.routes().isEmpty()) {
				throw new InvalidRateLimitException(
						"'platform.ratelimit' has policies or routes, but nothing enforces them: Bucket4j is not on the class path",
						"Do not exclude 'com.bucket4j:bucket4j_jdk17-core', or remove the policies and routes.");
			}
		};
	}

}
