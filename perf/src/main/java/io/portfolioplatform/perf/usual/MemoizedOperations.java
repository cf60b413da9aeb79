package io.portfolioplatform.perf.usual;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

import io.portfolioplatform.cache.CachePage;
import io.portfolioplatform.cache.CachePage.Scope;
import io.portfolioplatform.cache.Memoize;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.AbstractFallbackCacheOperationSource;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheableOperation;

/**
 * Reads {@code @Memoize(name = "a")}, and {@code @CachePage} of pages that are the same
 * for everybody, as Spring's {@code @Cacheable("a")}.
 */
final class MemoizedOperations extends AbstractFallbackCacheOperationSource {

	@Override
	protected @Nullable Collection<CacheOperation> findCacheOperations(Class<?> type) {
		return null;
	}

	@Override
	protected @Nullable Collection<CacheOperation> findCacheOperations(Method method) {
		String name = name(method);
		if (name == null) {
			return null;
		}
		CacheableOperation.Builder operation = new CacheableOperation.Builder();
		operation.setName(method.toString());
		operation.setCacheName(name);
		return List.of(operation.build());
	}

	private static @Nullable String name(Method method) {
		Memoize memoize = method.getAnnotation(Memoize.class);
		if (memoize != null) {
			return memoize.name();
		}
		CachePage page = method.getAnnotation(CachePage.class);
		return (page != null && page.scope() == Scope.PUBLIC) ? page.name() : null;
	}

}
