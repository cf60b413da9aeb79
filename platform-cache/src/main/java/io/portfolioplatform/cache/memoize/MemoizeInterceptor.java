package io.portfolioplatform.cache.memoize;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls of memoized methods from their cache.
 */
final class MemoizeInterceptor implements MethodInterceptor {

	private final MemoizedMethods methods;

	private final EvictionTiming timing;

	MemoizeInterceptor(MemoizedMethods methods, EvictionTiming timing) {
		this.methods = methods;
		this.timing = timing;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object bean = invocation.getThis();
		MemoizedMethod method = (bean != null) ? this.methods.find(bean.getClass(), invocation.getMethod()) : null;
		if (method == null || this.timing.isEvictionPending()) {
			return invocation.proceed();
		}
		return method.call(invocation);
	}

}
