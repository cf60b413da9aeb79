package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;

/**
 * A {@link io.portfolioplatform.cache.Memoize @Memoize} that cannot work.
 */
public class InvalidMemoizeException extends InvalidCacheAnnotationException {

	InvalidMemoizeException(Method method, String reason, String action) {
		super("@Memoize", method, reason, action);
	}

}
