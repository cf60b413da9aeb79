package io.portfolioplatform.cache.autoconfigure;

import io.portfolioplatform.cache.coherence.CatchUp;
import io.portfolioplatform.cache.web.ReadYourWritesFilter;
import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for clients that read what they have
 * written, where there are several processes and requests.
 */
@AutoConfiguration(after = PlatformCacheAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
@ConditionalOnBean(CatchUp.class)
@ConditionalOnBooleanProperty(name = "platform.cache.coherence.read-your-writes", matchIfMissing = true)
public final class ReadYourWritesAutoConfiguration {

	@Bean
	ReadYourWritesFilter platformReadYourWritesFilter(CatchUp catchUp, PlatformCacheProperties properties) {
		return new ReadYourWritesFilter(catchUp, properties.shared().timeout());
	}

}
