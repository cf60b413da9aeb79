package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;
import java.util.function.BooleanSupplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls of memoized methods from their cache. A proxy passes the same method
 * object each time, so that a look at its identity mostly saves the look into the
 * catalog.
 */
final class MemoizeInterceptor implements MethodInterceptor {

	private static final int SITES = 256;

	private final MemoizedMethods methods;

	private final BooleanSupplier passedBy;

	/**
	 * Read and written without order: an entry is immutable and names what it is for.
	 */
	private final @Nullable Site[] sites = new Site[SITES];

	MemoizeInterceptor(MemoizedMethods methods, BooleanSupplier passedBy) {
		this.methods = methods;
		this.passedBy = passedBy;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object bean = invocation.getThis();
		MemoizedMethod method = (bean != null) ? find(bean.getClass(), invocation.getMethod()) : null;
		if (method == null || this.passedBy.getAsBoolean()) {
			return invocation.proceed();
		}
		return method.call(invocation);
	}

	@SuppressWarnings("ReferenceEquality")
	private @Nullable MemoizedMethod find(Class<?> type, Method method) {
		int index = System.identityHashCode(method) & (SITES - 1);
		Site site = this.sites[index];
		if (site == null || site.method != method || site.type != type) {
			site = new Site(type, method, this.methods.find(type, method));
			this.sites[index] = site;
		}
		return site.memoized;
	}

	/**
	 * What a method object of a class stands for.
	 *
	 * @param type class of the bean
	 * @param method the method object
	 * @param memoized the memoized method, if it is one
	 */
	private record Site(Class<?> type, Method method, @Nullable MemoizedMethod memoized) {

	}

}
