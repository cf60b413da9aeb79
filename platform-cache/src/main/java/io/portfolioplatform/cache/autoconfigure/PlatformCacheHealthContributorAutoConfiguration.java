package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.health.PlatformCacheHealthIndicator;
import io.portfolioplatform.cache.near.NearCaches;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@code platformCache} health
 * contributor.
 */
@AutoConfiguration(after = PlatformCacheAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("platformcache")
public final class PlatformCacheHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "platformCacheHealthIndicator", "platformCacheHealthContributor" })
	PlatformCacheHealthIndicator platformCacheHealthContributor(NearCaches caches) {
		return new PlatformCacheHealthIndicator(caches);
	}

}
