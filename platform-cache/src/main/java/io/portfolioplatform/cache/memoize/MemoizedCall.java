package io.portfolioplatform.cache.memoize;

import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Validity;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * One call of a memoized method, which makes the result if there is none.
 *
 * @param method the method
 * @param invocation the call
 */
record MemoizedCall(MemoizedMethod method, MethodInvocation invocation) implements Loader {

	@Override
	public @Nullable Object load() throws Throwable {
		return this.invocation.proceed();
	}

	@Override
	public Validity validity() {
		return this.method.validity(this.invocation.getArguments());
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return this.method.keeps(this.invocation.getArguments(), value);
	}

}
