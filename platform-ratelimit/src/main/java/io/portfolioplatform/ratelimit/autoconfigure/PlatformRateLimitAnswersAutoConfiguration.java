package io.portfolioplatform.ratelimit.autoconfigure;

import io.portfolioplatform.ratelimit.web.RateLimitExceptionHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Auto-configuration of what controllers of Spring MVC and WebFlux answer for limited
 * methods and for quotas, which hold also where limits are switched off.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(RestControllerAdvice.class)
public final class PlatformRateLimitAnswersAutoConfiguration {

	@Bean
	RateLimitExceptionHandler platformRateLimitExceptionHandler() {
		return new RateLimitExceptionHandler();
	}

}
