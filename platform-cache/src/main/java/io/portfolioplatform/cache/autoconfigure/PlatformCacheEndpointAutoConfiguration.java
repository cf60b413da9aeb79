package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.actuate.CoherenceDescriptor;
import io.portfolioplatform.cache.actuate.PlatformCacheEndpoint;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.memoize.DefaultMemoizer;
import io.portfolioplatform.cache.named.NamedCaches;
import io.portfolioplatform.cache.near.NearCaches;
import io.portfolioplatform.cache.shared.Breaker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of {@code /actuator/platformcache}.
 */
@AutoConfiguration(after = PlatformCacheAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(DefaultMemoizer.class)
@ConditionalOnAvailableEndpoint(PlatformCacheEndpoint.class)
public final class PlatformCacheEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PlatformCacheEndpoint platformCacheEndpoint(NearCaches near, NamedCaches named, DefaultMemoizer memoizer,
			ObjectProvider<Trust> trust, ObjectProvider<Breaker> breaker) {
		return new PlatformCacheEndpoint(near, named, memoizer,
				() -> coherence(trust.getIfAvailable(), breaker.getIfAvailable()));
	}

	private static @Nullable CoherenceDescriptor coherence(@Nullable Trust trust, @Nullable Breaker breaker) {
		return (trust != null && breaker != null) ? CoherenceDescriptor.of(trust, breaker) : null;
	}

}
