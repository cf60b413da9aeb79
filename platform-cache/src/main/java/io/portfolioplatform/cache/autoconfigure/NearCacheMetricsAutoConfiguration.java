package io.portfolioplatform.cache.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.metrics.CoherenceMetrics;
import io.portfolioplatform.cache.metrics.NearCacheMetrics;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.shared.Breaker;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of the caches.
 */
@AutoConfiguration(after = PlatformCacheAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public final class NearCacheMetricsAutoConfiguration {

	@Bean
	NearCacheMetrics platformNearCacheMetrics(NearCaches caches) {
		return new NearCacheMetrics(caches);
	}

	@Bean
	@ConditionalOnBean({ Trust.class, Breaker.class })
	CoherenceMetrics platformCoherenceMetrics(Trust trust, Breaker breaker) {
		return new CoherenceMetrics(trust, breaker);
	}

}
