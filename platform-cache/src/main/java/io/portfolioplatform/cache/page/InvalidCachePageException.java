package io.portfolioplatform.cache.page;

import java.lang.reflect.Method;

import io.portfolioplatform.cache.memoize.InvalidCacheAnnotationException;

/**
 * A {@link io.portfolioplatform.cache.CachePage @CachePage} that cannot work.
 */
public class InvalidCachePageException extends InvalidCacheAnnotationException {

	InvalidCachePageException(Method method, String reason, String action) {
		super("@CachePage", method, reason, action);
	}

}
