package io.portfolioplatform.cache.memoize;

import io.portfolioplatform.cache.load.ClaimsWatch;
import io.portfolioplatform.cache.near.Loader;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The call of the method itself.
 *
 * @param method the method
 * @param invocation the call
 */
record MemoizedComputation(MemoizedMethod method, MethodInvocation invocation) implements Loader {

	@Override
	public @Nullable Object load() throws Throwable {
		try (ClaimsWatch watch = ClaimsWatch.begin()) {
			Object result = this.invocation.proceed();
			this.method.checkKey(this.invocation.getArguments(), watch.subjects());
			return result;
		}
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return this.method.keeps(this.invocation.getArguments(), value);
	}

}
