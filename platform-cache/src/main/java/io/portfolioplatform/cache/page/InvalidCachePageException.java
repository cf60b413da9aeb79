package io.portfolioplatform.cache.page;

import java.lang.reflect.Method;

import io.portfolioplatform.cache.memoize.InvalidCacheAnnotationException;

/**
 * A {@link io.portfolioplatform.cache.CachePage @CachePage} that cannot work.
 */
public class InvalidCachePageException extends InvalidCacheAnnotationException {

	/**
	 * Create the exception.
	 * @param method the annotated method
	 * @param reason why it cannot work, as a clause without a full stop
	 * @param action what to do, as a sentence
	 */
	public InvalidCachePageException(Method method, String reason, String action) {
		super("@CachePage", method, reason, action);
	}

}
